import type { Binding, Constraint, ElementDefinition, ElementType, Slicing } from '../engine/definition.ts';

/**
 * One element of a table: the facts that differ from the element it is derived from. `null` takes a fact away.
 * Short forms, all reversible:
 * - a type is `code<profile,…>(target,…){aggregation,…}`, each part optional;
 * - a slicing is `rules [ordered] discriminatorType:path …`;
 * - a binding is `strength valueSet [maxValueSet]`;
 * - a constraint is its name in the table's `constraints`;
 * - a canonical URL without a colon stands below `http://hl7.org/fhir/StructureDefinition/`.
 */
export interface Row {
  readonly id: string;
  readonly min?: number;
  readonly max?: number | '*';
  readonly types?: readonly string[];
  readonly contentReference?: string | null;
  readonly contentReferenceSource?: string | null;
  readonly fixed?: unknown;
  readonly pattern?: unknown;
  readonly slicing?: string | null;
  readonly binding?: string | null;
  readonly constraints?: readonly string[];
  readonly mustSupport?: boolean;
  readonly isModifier?: boolean;
  readonly maxLength?: number | null;
  readonly minValue?: unknown;
  readonly maxValue?: unknown;
}

const R4 = 'http://hl7.org/fhir/StructureDefinition/';
const TYPE = /^([^<({]*)(?:<([^>]*)>)?(?:\(([^)]*)\))?(?:\{([^}]*)\})?$/;
/** Facts that are kept as they stand. */
const PLAIN = [
  'contentReference',
  'contentReferenceSource',
  'fixed',
  'pattern',
  'maxLength',
  'minValue',
  'maxValue',
] as const;
const FLAGS = ['mustSupport', 'isModifier'] as const;

const short = (canonical: string): string =>
  canonical.startsWith(R4) && !canonical.slice(R4.length).includes(':')
    ? canonical.slice(R4.length)
    : canonical;
const long = (text: string): string => (text.includes(':') ? text : R4 + text);

function writeType({ code, profiles, targets, aggregation }: ElementType): string {
  const part = (open: string, items: readonly string[], close: string): string =>
    items.length > 0 ? `${open}${items.join(',')}${close}` : '';
  return (
    code +
    part('<', profiles.map(short), '>') +
    part('(', targets.map(short), ')') +
    part('{', aggregation, '}')
  );
}

function readType(text: string): ElementType {
  const parts = TYPE.exec(text);
  if (!parts) throw new Error(`malformed type ${text}`);
  const list = (part: string | undefined): string[] => part?.split(',') ?? [];
  return {
    code: parts[1] ?? '',
    profiles: list(parts[2]).map(long),
    targets: list(parts[3]).map(long),
    aggregation: list(parts[4]) as ElementType['aggregation'],
  };
}

const writeSlicing = ({ rules, ordered, discriminators }: Slicing): string =>
  [rules, ...(ordered ? ['ordered'] : []), ...discriminators.map(({ type, path }) => `${type}:${path}`)].join(
    ' ',
  );

function readSlicing(text: string): Slicing {
  const [rules, ...rest] = text.split(' ');
  const ordered = rest[0] === 'ordered';
  return {
    rules: rules as Slicing['rules'],
    ordered,
    discriminators: rest.slice(ordered ? 1 : 0).map((item) => {
      const colon = item.indexOf(':');
      return {
        type: item.slice(0, colon) as Slicing['discriminators'][number]['type'],
        path: item.slice(colon + 1),
      };
    }),
  };
}

const writeBinding = ({ strength, valueSet, maxValueSet }: Binding): string =>
  [strength, valueSet, ...(maxValueSet ? [maxValueSet] : [])].join(' ');

function readBinding(text: string): Binding {
  const [strength, valueSet = '', maxValueSet] = text.split(' ');
  return { strength: strength as Binding['strength'], valueSet, ...(maxValueSet ? { maxValueSet } : {}) };
}

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

/**
 * What an element has beyond its template; only the id where they are alike.
 *
 * @param nameOf gives a constraint its name in the table
 */
export function writeRow(
  element: ElementDefinition,
  template: ElementDefinition,
  nameOf: (constraint: Constraint) => string,
): string | Row {
  const row: Record<string, unknown> = {};
  if (element.min !== template.min) row.min = element.min;
  if (element.max !== template.max) row.max = Number.isFinite(element.max) ? element.max : '*';
  if (!same(element.types, template.types)) row.types = element.types.map(writeType);
  if (!same(element.slicing, template.slicing)) {
    row.slicing = element.slicing ? writeSlicing(element.slicing) : null;
  }
  if (!same(element.binding, template.binding)) {
    row.binding = element.binding ? writeBinding(element.binding) : null;
  }
  for (const fact of PLAIN) {
    if (!same(element[fact], template[fact])) row[fact] = element[fact] ?? null;
  }
  if (!same(element.constraints, template.constraints)) row.constraints = element.constraints.map(nameOf);
  for (const flag of FLAGS) if (element[flag] !== template[flag]) row[flag] = element[flag];
  return Object.keys(row).length > 0 ? { id: element.id, ...row } : element.id;
}

/**
 * The element that a row describes.
 *
 * @param constraintOf gives the constraint of a name
 */
export function readRow(
  row: Row,
  template: ElementDefinition,
  constraintOf: (name: string) => Constraint,
): ElementDefinition {
  const slicing = changed(row.slicing, template.slicing, readSlicing);
  const binding = changed(row.binding, template.binding, readBinding);
  const plain: Partial<Record<(typeof PLAIN)[number], unknown>> = {};
  for (const fact of PLAIN) {
    const value = row[fact] === undefined ? template[fact] : row[fact];
    if (value !== undefined && value !== null) plain[fact] = value;
  }
  return {
    id: row.id,
    min: row.min ?? template.min,
    max: row.max === '*' ? Number.POSITIVE_INFINITY : (row.max ?? template.max),
    types: row.types ? row.types.map(readType) : template.types,
    ...(slicing ? { slicing } : {}),
    ...(binding ? { binding } : {}),
    ...(plain as Pick<ElementDefinition, (typeof PLAIN)[number]>),
    constraints: row.constraints ? row.constraints.map(constraintOf) : template.constraints,
    mustSupport: row.mustSupport ?? template.mustSupport,
    isModifier: row.isModifier ?? template.isModifier,
  };
}

function changed<T>(
  said: string | null | undefined,
  otherwise: T | undefined,
  read: (text: string) => T,
): T | undefined {
  if (said === undefined) return otherwise;
  return said === null ? undefined : read(said);
}
