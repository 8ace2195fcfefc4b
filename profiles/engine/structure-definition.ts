import type {
  Binding,
  Constraint,
  Definition,
  ElementDefinition,
  ElementType,
  Slicing,
} from './definition.ts';
import { choice, extension, isObject, type JsonObject, objects, string, strings } from './json-access.ts';

const FHIRPATH_TYPE = 'http://hl7.org/fhirpath/System.';
const FHIR_TYPE = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type';
const MAX_VALUE_SET = 'http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet';
const KINDS = ['resource', 'complex-type', 'primitive-type'] as const;
const DISCRIMINATORS = ['value', 'pattern', 'type', 'exists', 'profile'] as const;
const SLICING_RULES = ['closed', 'open', 'openAtEnd'] as const;
const STRENGTHS = ['required', 'extensible', 'preferred', 'example'] as const;
const CONTEXTS = ['element', 'extension', 'fhirpath'] as const;
const AGGREGATIONS = ['contained', 'referenced', 'bundled'] as const;

const oneOf = <T extends string>(allowed: readonly T[], value: unknown): T | undefined =>
  allowed.find((item) => item === value);

/**
 * Reads the snapshot of a StructureDefinition (R4 structuredefinition.html).
 *
 * @param sd parsed JSON of the definition
 * @throws Error of one line for anything that is no StructureDefinition of a resource or data type, that has no
 *   snapshot, or whose snapshot is malformed
 */
export function readStructureDefinition(sd: unknown): Definition {
  if (!isObject(sd) || sd.resourceType !== 'StructureDefinition')
    throw new Error('not a StructureDefinition');
  const url = string(sd.url);
  const type = string(sd.type);
  if (!url || !type) throw new Error(`StructureDefinition ${string(sd.id) ?? ''} has no url or no type`);
  const kind = oneOf(KINDS, sd.kind);
  if (!kind) throw new Error(`${url}: definitions of kind ${JSON.stringify(sd.kind)} are not supported`);
  const rows = isObject(sd.snapshot) ? objects(sd.snapshot.element) : [];
  if (rows.length === 0) throw new Error(`${url} has no snapshot`);
  const base = string(sd.baseDefinition);
  const contexts = objects(sd.context).flatMap((item) => {
    const contextType = oneOf(CONTEXTS, item.type);
    const expression = string(item.expression);
    return contextType && expression !== undefined ? [{ type: contextType, expression }] : [];
  });
  return {
    url,
    version: string(sd.version) ?? '',
    name: string(sd.name) ?? '',
    type,
    kind,
    abstract: sd.abstract === true,
    derivation: sd.derivation === 'constraint' ? 'constraint' : 'specialization',
    ...(base ? { base } : {}),
    ...(contexts.length > 0 ? { context: contexts } : {}),
    elements: rows.map((row) => readElement(row, url, kind)),
  };
}

function readElement(row: JsonObject, url: string, kind: Definition['kind']): ElementDefinition {
  const id = string(row.id) ?? string(row.path);
  if (!id) throw new Error(`${url}: an element of the snapshot has neither id nor path`);
  const max = string(row.max) === '*' ? Number.POSITIVE_INFINITY : Number(row.max);
  if (typeof row.min !== 'number' || Number.isNaN(max)) {
    throw new Error(`${url}: ${id} has no cardinality`);
  }
  const reference = string(row.contentReference);
  const fixed = choice(row, 'fixed');
  const pattern = choice(row, 'pattern');
  const minValue = choice(row, 'minValue');
  const maxValue = choice(row, 'maxValue');
  const slicing = isObject(row.slicing) ? readSlicing(row.slicing, `${url}: ${id}`) : undefined;
  const binding = isObject(row.binding) ? readBinding(row.binding) : undefined;
  // R4 types Resource.id as string in its snapshots; resource.html#Resource says id.
  const isResourceId = kind === 'resource' && /^[^.]+\.id$/.test(id);
  return {
    id,
    min: row.min,
    max,
    types: isResourceId ? [plainType('id')] : objects(row.type).map(readType),
    ...(reference ? { contentReference: reference.slice(reference.indexOf('#') + 1) } : {}),
    ...(reference && reference.indexOf('#') > 0
      ? { contentReferenceSource: reference.slice(0, reference.indexOf('#')) }
      : {}),
    ...(fixed !== undefined ? { fixed } : {}),
    ...(pattern !== undefined ? { pattern } : {}),
    ...(slicing ? { slicing } : {}),
    ...(binding ? { binding } : {}),
    constraints: objects(row.constraint).flatMap(readConstraint),
    mustSupport: row.mustSupport === true,
    isModifier: row.isModifier === true,
    ...(typeof row.maxLength === 'number' ? { maxLength: row.maxLength } : {}),
    ...(minValue !== undefined ? { minValue } : {}),
    ...(maxValue !== undefined ? { maxValue } : {}),
  };
}

/** A type without profiles, targets or aggregation. */
export const plainType = (code: string): ElementType => ({
  code,
  profiles: [],
  targets: [],
  aggregation: [],
});

function readType(type: JsonObject): ElementType {
  return {
    code: typeCode(type),
    profiles: strings(type.profile),
    targets: strings(type.targetProfile),
    aggregation: strings(type.aggregation).flatMap((item) => oneOf(AGGREGATIONS, item) ?? []),
  };
}

/** The FHIR type behind a FHIRPath system type, as the extension on it says; xhtml.id alone lacks the extension. */
function typeCode(type: JsonObject): string {
  const code = string(type.code) ?? '';
  if (!code.startsWith(FHIRPATH_TYPE)) return code;
  const said = extension(type, FHIR_TYPE);
  const name = code.slice(FHIRPATH_TYPE.length);
  return (
    string(said?.valueUrl) ?? string(said?.valueUri) ?? `${name.charAt(0).toLowerCase()}${name.slice(1)}`
  );
}

function readSlicing(slicing: JsonObject, place: string): Slicing {
  const rules = oneOf(SLICING_RULES, slicing.rules);
  if (!rules) throw new Error(`${place}: slicing.rules is ${JSON.stringify(slicing.rules)}`);
  return {
    discriminators: objects(slicing.discriminator).map((item) => {
      const type = oneOf(DISCRIMINATORS, item.type);
      if (!type) throw new Error(`${place}: a discriminator of type ${JSON.stringify(item.type)}`);
      return { type, path: string(item.path) ?? '$this' };
    }),
    rules,
    ordered: slicing.ordered === true,
  };
}

/** A binding without a value set (allowed in R4, common for example bindings) binds nothing. */
function readBinding(binding: JsonObject): Binding | undefined {
  const strength = oneOf(STRENGTHS, binding.strength);
  const valueSet = string(binding.valueSet);
  if (!strength || !valueSet) return undefined;
  const bound = extension(binding, MAX_VALUE_SET);
  const maxValueSet = string(bound?.valueCanonical) ?? string(bound?.valueUri);
  return { strength, valueSet, ...(maxValueSet ? { maxValueSet } : {}) };
}

function readConstraint(constraint: JsonObject): Constraint[] {
  const key = string(constraint.key);
  if (!key) return [];
  const expression = string(constraint.expression);
  const source = string(constraint.source);
  return [
    {
      key,
      severity: constraint.severity === 'warning' ? 'warning' : 'error',
      ...(expression ? { expression } : {}),
      ...(source ? { source } : {}),
    },
  ];
}
