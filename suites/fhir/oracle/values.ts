import { createRequire } from 'node:module';
import type * as Fhirpath from 'fhirpath';
import type { SearchParameterFacts } from '../../../profiles/guides.ts';
import type { Identified } from '../../runner/harvest.ts';
import { remembered } from './content.ts';

const require = createRequire(import.meta.url);

type Evaluate = (resource: unknown) => unknown[];

let library: { readonly fhirpath: typeof Fhirpath; readonly model: Fhirpath.Model } | undefined;
const compiled = new Map<string, Evaluate>();

/** What a search parameter sees in a resource, by the expression of its definition. */
export function valuesOf(resource: Identified, parameter: SearchParameterFacts): readonly unknown[] {
  const { expression } = parameter;
  if (expression === undefined) return [];
  return remembered(resource, `values ${expression}`, () => {
    const values = evaluator(expressionFor(resource.resourceType, expression))(resource).map(unwrapped);
    const onlyTypes = parameter.type === 'reference' ? typesAsked(expression) : undefined;
    return (onlyTypes ? values.filter((value) => onlyTypes.has(typeOf(value) ?? '')) : values).map(detached);
  });
}

/** A copy: fhirpath hangs the way to a value on the value itself, and with it the whole resource would be kept. */
function detached(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? JSON.parse(JSON.stringify(value)) : value;
}

/**
 * Of an expression over several types the part of one, without `resolve()`: what a reference points to is told by its
 * text.
 */
export function expressionFor(type: string, expression: string): string {
  const own = expression
    .split(/\s\|\s/)
    .filter((part) => new RegExp(`^\\(?(${type}|Resource|DomainResource)\\b`).test(part.trim()));
  return (own.length > 0 ? own.join(' | ') : expression).replaceAll(/\.where\(resolve\(\) is \w+\)/g, '');
}

function typesAsked(expression: string): ReadonlySet<string> | undefined {
  const types = [...expression.matchAll(/\.where\(resolve\(\) is (\w+)\)/g)].map(([, type = '']) => type);
  return types.length > 0 ? new Set(types) : undefined;
}

function typeOf(value: unknown): string | undefined {
  const reference = (value as { reference?: unknown } | null)?.reference;
  return typeof reference === 'string'
    ? /(?:^|\/)([A-Z]\w+)\/[^/]+$/.exec(reference.replace(/\/_history\/.*$/, ''))?.[1]
    : undefined;
}

/** Some guides' expressions end at the extension: its value is meant. */
function unwrapped(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('url' in value)) return value;
  const [held] = Object.entries(value).flatMap(([name, item]) => (/^value[A-Z]/.test(name) ? [item] : []));
  return held ?? value;
}

function evaluator(expression: string): Evaluate {
  library ??= { fhirpath: require('fhirpath'), model: require('fhirpath/fhir-context/r4') };
  const made = compiled.get(expression) ?? (library.fhirpath.compile(expression, library.model) as Evaluate);
  compiled.set(expression, made);
  return made;
}
