import fc from 'fast-check';

/** What an attacker knows: addresses and ids of others, and what the server understands. */
export interface Knowledge {
  readonly bases: readonly string[];
  readonly types: readonly string[];
  /** Search parameters, with and without modifiers and chains. */
  readonly parameters: readonly string[];
  readonly ids: readonly string[];
  /** Addresses that answer others. */
  readonly urls: readonly string[];
  readonly tokens: readonly (string | undefined)[];
  /** JSON that a client might send. */
  readonly documents: readonly string[];
}

export interface FuzzRequest {
  readonly method: string;
  readonly url: string;
  readonly token: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

const nasty = [
  '',
  ' ',
  '%',
  '%00',
  '%2e%2e%2f',
  '..',
  '../../etc/passwd',
  '%E0%A4%A',
  '\\',
  '$',
  ',',
  '|',
  '||',
  '|||',
  '*',
  "' or 1=1 --",
  '{{7*7}}',
  '<script>alert(1)</script>',
  '\u0000',
  '\ud800',
  'é',
  '𝔘𝔫𝔦',
  '\u202e',
  'a'.repeat(3000),
  '(a+)+$',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'null',
  'undefined',
  'NaN',
  '-1',
  '1e999',
  '9'.repeat(400),
  '0x10',
  '2024-02-30',
  '2024-13',
  'ge2024-01-01T25:00',
  'gt',
  '0000',
  '9999-12-31T23:59:60Z',
  '2024-01-01T00:00:00+99:99',
  'ap2024',
  '-name,birthdate',
  'Patient/',
  '/',
  '#',
  'http://',
  'urn:uuid:',
  '37.3|-121.9|1e9|km',
  '37.3|-121.9|-1|mi',
  '5.4|http://unitsofmeasure.org|',
  'true,false',
];
const control = [
  '_count',
  '_page',
  '_sort',
  '_summary',
  '_elements',
  '_include',
  '_revinclude',
  '_include:iterate',
  '_total',
  '_format',
  '_pretty',
  '_id',
  '_lastUpdated',
  '_since',
  '_at',
  '_profile',
  '_tag',
  '_security',
  '_text',
  '_content',
  '_list',
  '_filter',
  '_query',
  '_contained',
];

/** Requests that are wrong somewhere, or right and meant for somebody else. */
export function fuzzRequests(known: Knowledge): fc.Arbitrary<FuzzRequest> {
  const text = fc.oneof(
    fc.constantFrom(...nasty),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ maxLength: 20 }),
    fc.integer().map(String),
  );
  const id = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...known.ids) },
    { weight: 1, arbitrary: text },
  );
  const type = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...known.types) },
    { weight: 1, arbitrary: text },
  );
  const reference = fc.tuple(type, id).map(([of, one]) => `${of}/${one}`);
  const name = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...known.parameters) },
    { weight: 3, arbitrary: fc.constantFrom(...control) },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom(...known.parameters), text).map((two) => two.join(':')),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom(...known.parameters), text).map((two) => two.join('.')),
    },
    { weight: 1, arbitrary: text },
  );
  const value = fc.oneof(
    { weight: 3, arbitrary: id },
    { weight: 2, arbitrary: reference },
    { weight: 3, arbitrary: text },
    {
      weight: 1,
      arbitrary: fc.array(fc.oneof(id, reference, text), { maxLength: 5 }).map((all) => all.join(',')),
    },
    { weight: 1, arbitrary: fc.tuple(type, text).map((two) => two.join(':')) },
  );
  const encode = fc.constantFrom(escapeWhole, escapeWhole, escapeWhole, escapeLittle);
  const pairs = fc
    .tuple(fc.array(fc.tuple(name, value), { maxLength: 4 }), encode)
    .map(([all, write]) => all.map((pair) => pair.map(write).join('=')).join('&'));
  const segment = fc.oneof(
    { weight: 3, arbitrary: type },
    { weight: 3, arbitrary: id },
    { weight: 1, arbitrary: fc.constantFrom('_history', '_search', 'metadata', '$everything', '1', '2') },
    { weight: 1, arbitrary: text },
  );
  const path = fc
    .tuple(
      fc.constantFrom(...known.bases),
      type,
      fc.constantFrom('', '', '/_search', '/_history'),
      fc.array(segment, { maxLength: 4 }),
      encode,
    )
    .map(([base, of, rest, segments, write]) => {
      const below = segments.map((one) => `/${write(one)}`).join('');
      return segments.length % 2 === 0 ? `${base}/${write(of)}${rest}` : `${base}${below}`;
    });
  const url = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(path, pairs).map(([at, query]) => (query === '' ? at : `${at}?${query}`)),
    },
    { weight: 2, arbitrary: fc.constantFrom(...known.urls) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...known.urls), fc.nat({ max: 200 }), text)
        .map(([at, place, inserted]) => at.slice(0, place + 1) + escapeWhole(inserted) + at.slice(place + 1)),
    },
  );
  const header = fc.oneof(
    fc.constantFrom(
      ...nasty,
      '*/*;q=2',
      'W/"1"',
      '"1","2"',
      'gzip;q=nan',
      'handling=strict',
      '"',
      ',,,',
      'xml',
    ),
    fc.string({ maxLength: 30 }),
  );
  const headerName = fc.constantFrom(
    'accept',
    'accept-encoding',
    'authorization',
    'content-encoding',
    'content-type',
    'cookie',
    'if-modified-since',
    'if-none-match',
    'origin',
    'prefer',
    'range',
    'x-request-id',
    'x-http-method-override',
  );
  const headers = fc
    .array(fc.tuple(headerName, header), { maxLength: 2 })
    .map((all) => Object.fromEntries(all.map(([key, content]) => [key, legal(content, ' ')])));
  const body = fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 3, arbitrary: pairs },
    { weight: 1, arbitrary: fc.constantFrom(...known.documents) },
    { weight: 1, arbitrary: text },
  );
  const method = fc.constantFrom(
    ...[
      'GET',
      'GET',
      'GET',
      'GET',
      'GET',
      'POST',
      'POST',
      'HEAD',
      'PUT',
      'DELETE',
      'PATCH',
      'OPTIONS',
      'TRACE',
    ],
  );
  return fc
    .record({ method, url, headers, body, token: fc.constantFrom(...known.tokens), isForm: fc.boolean() })
    .map(({ isForm, ...request }) => ({
      ...request,
      url: legal(request.url),
      headers: {
        ...(request.body !== undefined && isForm && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...request.headers,
      },
    }));
}

/** As a client should. */
function escapeWhole(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/** As a careless client does. */
function escapeLittle(text: string): string {
  return text.replaceAll(/[\s#?&]/g, '');
}

/** What Node lets through in a request line or a header: its parser refuses the rest before the application sees it. */
function legal(text: string, blank = '~'): string {
  return text.replaceAll(' ', blank).replaceAll(/[^\x20-\x7e]/g, '~');
}
