import type { ErrorObject } from 'ajv/dist/2020.js';

/**
 * What is wrong with a descriptor, in words. Quotes values of a known form alone, and those as they are written: any
 * other may be a secret.
 * @param written the descriptor as it stands in the file, without what comes from the environment
 */
export function describeFault(error: ErrorObject | undefined, written: unknown): string {
  if (!error) return 'not a target descriptor';
  const where = error.instancePath.slice(1).replaceAll('/', '.') || 'the top level';
  const allowed = Object.keys((error.parentSchema as { properties?: object } | undefined)?.properties ?? {});
  switch (error.keyword) {
    case 'additionalProperties':
      return `${where} has the unknown member "${error.params.additionalProperty}"; allowed are ${allowed.join(', ')}`;
    case 'required':
      return `${where} lacks "${error.params.missingProperty}"`;
    case 'enum':
      return `${where} must be one of ${error.params.allowedValues.join(', ')}`;
    case 'pattern':
      return `${where} is ${quoted(written, error.instancePath)}; allowed is: ${formOf(error)}`;
    case 'minimum':
    case 'maximum':
      return `${where} is ${quoted(written, error.instancePath)}; it ${error.message}`;
    case 'type':
      return `${where} must be ${TYPES[error.params.type] ?? error.params.type}`;
    case 'minLength':
      return `${where} must not be empty`;
    default:
      return `${where} ${error.message ?? 'is wrong'}`;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  object: 'a mapping of names to values',
  array: 'a list',
  string: 'a text (in quotes where it looks like a number)',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

/** What the schema says of a value in words. */
function formOf({ parentSchema, params }: ErrorObject): string {
  const { description } = parentSchema as { readonly description?: string };
  return description ?? params.pattern;
}

/** @param pointer JSON pointer (RFC 6901) of a text */
function quoted(written: unknown, pointer: string): string {
  let value = written;
  for (const key of pointer.slice(1).split('/'))
    value =
      typeof value === 'object' && value !== null
        ? Object.getOwnPropertyDescriptor(value, key)?.value
        : undefined;
  return JSON.stringify(typeof value === 'string' ? withoutUser(value).slice(0, 200) : value);
}

/** A URL that may be shown. */
export function withoutUser(url: string): string {
  return url.replace(/\/\/[^/@]*@/, '//…@');
}
