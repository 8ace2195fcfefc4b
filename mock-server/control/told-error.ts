import type { ErrorObject } from 'ajv';

/** What is wrong with a body and what is allowed, in words (of ajv with `verbose`). */
export function toldError(error: ErrorObject): string {
  const { instancePath, keyword, params, message = 'is invalid', parentSchema, data } = error;
  const where = instancePath === '' ? 'the body' : instancePath.slice(1).replaceAll('/', '.');
  switch (keyword) {
    case 'additionalProperties':
      return `${inside(where, params.additionalProperty)} is not known; allowed: ${namesOf(parentSchema)}`;
    case 'required':
      return `${inside(where, params.missingProperty)} is missing`;
    case 'minProperties':
      return `${where} says nothing; allowed: ${namesOf(parentSchema)}`;
    case 'enum':
      return `${where} ${JSON.stringify(data)} is not known; allowed: ${params.allowedValues.join(', ')}`;
    case 'format':
      return `${where} ${JSON.stringify(data)} is not a ${params.format}${hintOf(parentSchema)}`;
    case 'pattern':
      return `${where} ${JSON.stringify(data)} is not as allowed: ${params.pattern}`;
    case 'propertyNames':
      return `${where} has the name ${JSON.stringify(params.propertyName)}, which is not allowed`;
    default:
      return `${where} ${message}`;
  }
}

function inside(where: string, name: unknown): string {
  return where === 'the body' ? `"${String(name)}"` : `"${where}.${String(name)}"`;
}

function namesOf(schema: ErrorObject['parentSchema']): string {
  return Object.keys(schema?.properties ?? {}).join(', ');
}

function hintOf(schema: ErrorObject['parentSchema']): string {
  return typeof schema?.description === 'string' ? `: ${schema.description}` : '';
}
