import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { childPath, finding, type ShapeFinding } from './shape-finding.ts';
import { shapes } from './shapes.ts';
import { findGaps } from './walk.ts';

export type { ShapeFinding } from './shape-finding.ts';

const validators = new Map<string, ValidateFunction>();
let ajv: Ajv | undefined;

/**
 * Holds a resource against the R4 definition of its type: unknown and missing elements, JSON types, patterns and
 * required codes, cardinality, choices, dates that do not exist, emptiness (ele-1), nulls. Contained resources and
 * those in Bundles and Parameters are held against their own types. Profiles and invariants are not looked at.
 *
 * @returns one finding per departure; none for a resource of good shape
 */
export function validateShape(resource: unknown): ShapeFinding[] {
  return validateAt(resource, undefined);
}

/** Whether `validateShape` knows the type; resources of other types get one finding that says so. */
export function knowsType(resourceType: string): boolean {
  return shapes().resourceTypes.includes(resourceType);
}

function validateAt(resource: unknown, at: string | undefined): ShapeFinding[] {
  if (typeof resource !== 'object' || resource === null || Array.isArray(resource)) {
    return [finding(at ?? 'Resource', 'a JSON object', resource)];
  }
  const type = 'resourceType' in resource ? resource.resourceType : undefined;
  if (typeof type !== 'string' || !knowsType(type)) {
    return [finding(`${at ?? 'Resource'}.resourceType`, 'a resource type served by health-plan APIs', type)];
  }
  const path = at ?? type;
  const validate = validatorOf(type);
  const findings = validate(resource) ? [] : translate(validate.errors ?? [], resource, path);
  const seen = new Set(findings.map((one) => one.path));
  for (const gap of findGaps(resource, type, path)) if (!seen.has(gap.path)) findings.push(gap);
  for (const [inner, where] of innerResources(resource, path)) findings.push(...validateAt(inner, where));
  return findings;
}

/** Compiled on first use, one per type: about 50 ms once, then hundreds of thousands of validations per second. */
function validatorOf(type: string): ValidateFunction {
  let validate = validators.get(type);
  if (!validate) {
    ajv ??= new Ajv({ strict: false, allErrors: true, verbose: true }).addSchema({
      $id: 'r4',
      definitions: shapes().definitions,
    });
    validate = ajv.compile({ $ref: `r4#/definitions/${type}` });
    validators.set(type, validate);
  }
  return validate;
}

function translate(errors: readonly ErrorObject[], resource: object, path: string): ShapeFinding[] {
  const findings: ShapeFinding[] = [];
  // Of an `anyOf` (value or null) the branches say what is wrong; the null branch and the summary add nothing.
  for (const error of errors) {
    if (error.keyword === 'anyOf' || (error.keyword === 'type' && error.params.type === 'null')) continue;
    const at = toFhirPath(error.instancePath, resource, path);
    if (error.keyword === 'additionalProperties') {
      const name = String(error.params.additionalProperty);
      const owner: unknown = error.data;
      const value = isRecord(owner) ? owner[name] : undefined;
      findings.push(finding(childPath(at, name), 'no such element', value));
    } else if (error.keyword === 'required') {
      findings.push(
        finding(
          childPath(at, String(error.params.missingProperty)),
          'an element with a minimum of 1',
          undefined,
        ),
      );
    } else {
      findings.push(finding(at, expectation(error), error.data));
    }
  }
  return findings;
}

function expectation({ keyword, params, schema, schemaPath }: ErrorObject): string {
  switch (keyword) {
    case 'type':
      return `a JSON ${String(params.type)}`;
    case 'enum':
      return `one of ${(Array.isArray(schema) ? schema : []).filter((code) => code !== null).join(', ')}`;
    case 'const':
      return JSON.stringify(schema);
    case 'minimum':
      return `${String(params.comparison)} ${String(params.limit)}`;
    case 'pattern':
      return `${/definitions\/(\w+)\/pattern/.exec(schemaPath)?.[1] ?? 'a value'} as FHIR writes it`;
    default:
      return keyword;
  }
}

function toFhirPath(pointer: string, resource: object, root: string): string {
  let path = root;
  let value: unknown = resource;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    path = childPath(path, Array.isArray(value) ? Number(key) : key);
    value = Array.isArray(value) ? value[Number(key)] : isRecord(value) ? value[key] : undefined;
  }
  return path;
}

function* innerResources(resource: object, path: string): Generator<readonly [unknown, string]> {
  for (const [key, value] of Object.entries(resource)) {
    if (!Array.isArray(value)) continue;
    for (const [index, item] of value.entries()) {
      const at = childPath(childPath(path, key), index);
      if (key === 'contained') yield [item, at];
      else if ((key === 'entry' || key === 'parameter') && isRecord(item)) yield* nested(item, at);
    }
  }
}

/** `Bundle.entry.resource`, and `Parameters.parameter.resource` at any depth of parts. */
function* nested(item: Record<string, unknown>, at: string): Generator<readonly [unknown, string]> {
  if (item.resource !== undefined) yield [item.resource, `${at}.resource`];
  if (!Array.isArray(item.part)) return;
  for (const [index, part] of item.part.entries())
    if (isRecord(part)) yield* nested(part, `${at}.part[${index}]`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
