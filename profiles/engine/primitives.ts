/** How FHIR JSON writes a primitive type (R4 datatypes.html#primitive). */
export interface Primitive {
  readonly json: 'string' | 'number' | 'boolean';
  readonly expected: string;
  readonly accepts: (value: unknown) => boolean;
}

const text = (pattern: RegExp, expected: string): Primitive => ({
  json: 'string',
  expected,
  accepts: (value) => typeof value === 'string' && pattern.test(value),
});

const date = (pattern: RegExp, expected: string): Primitive => ({
  json: 'string',
  expected,
  accepts: (value) => typeof value === 'string' && pattern.test(value) && existsInCalendar(value),
});

const whole = (minimum: number, expected: string): Primitive => ({
  json: 'number',
  expected,
  accepts: (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= 2_147_483_647,
});

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function existsInCalendar(value: string): boolean {
  const year = Number(value.slice(0, 4));
  if (value.length < 10) return true;
  const month = Number(value.slice(5, 7));
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
  return Number(value.slice(8, 10)) <= days;
}

const YEAR = String.raw`(?!0000)\d{4}`;
const MONTH = '(0[1-9]|1[0-2])';
const DAY = String.raw`(0[1-9]|[12]\d|3[01])`;
const CLOCK = String.raw`([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?`;
const ZONE = String.raw`(Z|[+-]((0\d|1[0-3]):[0-5]\d|14:00))`;
const NO_SPACE = /^\S+$/;

/** R4 datatypes.html#string: no more than 1 MB. */
const MAX_STRING = 1024 * 1024;
const CONTENT = /^[\t\n\r\u0020-\u{10FFFF}]+$/u;

const string: Primitive = {
  json: 'string',
  expected: 'a string of at most 1 MB without control characters',
  accepts: (value) => typeof value === 'string' && value.length <= MAX_STRING && CONTENT.test(value),
};

const PRIMITIVES: ReadonlyMap<string, Primitive> = new Map([
  ['boolean', { json: 'boolean', expected: 'true or false', accepts: () => true }],
  ['integer', whole(-2_147_483_648, 'a 32-bit integer')],
  ['unsignedInt', whole(0, 'an integer from 0 to 2147483647')],
  ['positiveInt', whole(1, 'an integer from 1 to 2147483647')],
  [
    'decimal',
    {
      json: 'number',
      expected: 'a decimal number',
      accepts: (value) => typeof value === 'number' && Number.isFinite(value),
    },
  ],
  ['string', string],
  ['markdown', string],
  ['code', text(/^\S+( \S+)*$/, 'a code without leading, trailing or double spaces')],
  ['id', text(/^[A-Za-z0-9.-]{1,64}$/, 'an id of 1 to 64 letters, digits, "-" and "."')],
  ['uri', text(NO_SPACE, 'a URI without spaces')],
  ['url', text(NO_SPACE, 'a URL without spaces')],
  ['canonical', text(NO_SPACE, 'a canonical URL without spaces')],
  ['oid', text(/^urn:oid:[0-2](\.(0|[1-9]\d*))+$/, 'urn:oid: and an OID')],
  ['uuid', text(/^urn:uuid:[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i, 'urn:uuid: and a UUID')],
  ['base64Binary', text(/^\s*([\d+/=A-Za-z]{4}\s*)+$/, 'base64')],
  ['date', date(new RegExp(`^${YEAR}(-${MONTH}(-${DAY})?)?$`), 'a date as YYYY, YYYY-MM or YYYY-MM-DD')],
  [
    'dateTime',
    date(
      new RegExp(`^${YEAR}(-${MONTH}(-${DAY}(T${CLOCK}${ZONE})?)?)?$`),
      'a dateTime as YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss with a zone',
    ),
  ],
  [
    'instant',
    date(
      new RegExp(`^${YEAR}-${MONTH}-${DAY}T${CLOCK}${ZONE}$`),
      'an instant as YYYY-MM-DDThh:mm:ss with a zone',
    ),
  ],
  ['time', text(new RegExp(`^${CLOCK}$`), 'a time as hh:mm:ss')],
  // What may stand in the div is txt-1 and txt-2.
  ['xhtml', text(/^\s*</, 'an XHTML div')],
]);

export const primitiveOf = (type: string): Primitive | undefined => PRIMITIVES.get(type);

export const isPrimitive = (type: string): boolean => PRIMITIVES.has(type);
