import type { CodeableConcept, Coding, Quantity } from 'fhir/r4.js';
import { system } from './systems.ts';

/**
 * Concepts repeat across resources: each is made once and shared, frozen against accidental change. By system, then
 * code: the keys are constants whose hashes the engine keeps.
 */
const known = new Map<string, Map<string, CodeableConcept[]>>();

/** A CodeableConcept with one coding. */
export function concept(codeSystem: string, code: string, display?: string, text?: string): CodeableConcept {
  const codes = known.get(codeSystem) ?? new Map<string, CodeableConcept[]>();
  const alike = codes.get(code) ?? [];
  for (const one of alike) if (one.text === text && one.coding?.[0]?.display === display) return one;
  const made: CodeableConcept = Object.freeze({
    coding: Object.freeze([coding(codeSystem, code, display)]) as Coding[],
    ...(text === undefined ? {} : { text }),
  });
  alike.push(made);
  known.set(codeSystem, codes.set(code, alike));
  return made;
}

/** A concept in several code systems at once. */
export function alike(...entries: readonly (readonly [string, string, string?])[]): CodeableConcept {
  return { coding: entries.map(([codeSystem, code, display]) => coding(codeSystem, code, display)) };
}

export function coding(codeSystem: string, code: string, display?: string): Coding {
  return Object.freeze({ system: codeSystem, code, ...(display === undefined ? {} : { display }) });
}

/** A UCUM quantity; `unit` is what people read. */
export function quantity(value: number, code: string, unit = code): Quantity {
  return { value, unit, system: system.ucum, code };
}
