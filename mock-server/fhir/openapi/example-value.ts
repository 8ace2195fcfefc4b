import type { FhirResource } from 'fhir/r4.js';
import { createWalk, isNode, type Node, textMember } from '../search/extract/walk.ts';
import type { DataType, ElementRow, ParameterRow } from '../search/table/row.ts';

/** Looking further for a value would take longer than the example is worth. */
const MOST_LOOKED_AT = 200;

/** A value of the parameter that some resource has, as a client would send it; `undefined` when none has. */
export function exampleValue(row: ParameterRow, resources: readonly FhirResource[]): string | undefined {
  for (const resource of resources.slice(0, MOST_LOOKED_AT)) {
    for (const element of row.elements) {
      for (const found of createWalk(element.path)(resource)) {
        const value = readValue(found, element);
        if (value !== undefined && isOfTarget(value, row)) return value;
      }
    }
  }
  return undefined;
}

/** Some parameters see references to one type only. */
function isOfTarget(value: string, { filtered, targets = [] }: ParameterRow): boolean {
  return filtered !== true || targets.some((target) => value.startsWith(`${target}/`));
}

function readValue(found: unknown, { type }: ElementRow): string | undefined {
  if (typeof found === 'boolean') return String(found);
  if (typeof found === 'string')
    return type === 'date' || isMoment(type) ? `ge${found.slice(0, 10)}` : escaped(found);
  return isNode(found) ? ofNode[type]?.(found) : undefined;
}

function isMoment(type: DataType): boolean {
  return type === 'dateTime' || type === 'instant';
}

const ofNode: Readonly<Partial<Record<DataType, (node: Node) => string | undefined>>> = {
  Address: (node) => escaped(textMember(node, 'city')),
  CodeableConcept: ({ coding }) => coded(Array.isArray(coding) ? coding[0] : undefined, 'code'),
  Coding: (node) => coded(node, 'code'),
  HumanName: (node) => escaped(textMember(node, 'family')),
  Identifier: (node) => coded(node, 'value'),
  Period: (node) => {
    const start = textMember(node, 'start');
    return start && `ge${start.slice(0, 10)}`;
  },
  position: ({ latitude, longitude }) =>
    latitude === undefined || longitude === undefined ? undefined : `${latitude}|${longitude}|10|mi`,
  Quantity: ({ value, system, code }) => {
    if (typeof value !== 'number') return undefined;
    return typeof system === 'string' && typeof code === 'string' ? `${value}|${system}|${code}` : `${value}`;
  },
  Reference: (node) => {
    const reference = textMember(node, 'reference');
    return reference?.startsWith('#') ? undefined : reference;
  },
};

function coded(node: unknown, member: 'code' | 'value'): string | undefined {
  if (!isNode(node)) return undefined;
  const [system, value] = [textMember(node, 'system'), textMember(node, member)];
  if (value === undefined) return undefined;
  return system === undefined ? escaped(value) : `${escaped(system)}|${escaped(value)}`;
}

/** FHIR R4 search.html#escaping */
function escaped(text: string | undefined): string | undefined {
  return text?.replaceAll(/[\\,|$]/g, (character) => `\\${character}`);
}
