import { type Check, fhir, rfc } from '../../runner/check.ts';
import { headerOf, jsonObjectOf, type RawExchange } from '../../runner/http.ts';
import { get, request, selfOf, tokenOf } from '../api.ts';
import { headerIs, httpRow, isOutcome, sampleOf, statusIs } from './row.ts';

const refused = (status: number) => status >= 400 && status < 500;

function givesNothing(exchange: RawExchange, what: string) {
  const type = jsonObjectOf(exchange)?.resourceType;
  return {
    ok: type === undefined || type === 'OperationOutcome',
    what,
    expected: 'no resource',
    received: typeof type === 'string' ? type : 'no resource',
    evidence: [exchange],
  };
}

/** What is refused, and how: apps tell by it what went wrong. */
export const refusals: readonly Check[] = [
  ...httpRow({
    id: 'unknown-id',
    title: 'an id that does not exist is 404 with an OperationOutcome',
    level: 'SHOULD',
    clauses: [fhir('http.html#read'), fhir('http.html#Status-Codes')],
    why: 'Apps tell "gone" from "broken" by this status.',
    fix: 'Answer 404 with an OperationOutcome.',
    detects: ['read.unknown-id-is-200'],
    async run(t, api) {
      const exchange = await get(t, api, `${api.sample}/assay-no-such-id`);
      t.judge(statusIs(exchange, 'an id that does not exist', [404], '404'), isOutcome(exchange));
    },
  }),
  ...httpRow({
    id: 'unknown-type',
    title: 'a resource type that is not served is 404 with an OperationOutcome',
    level: 'SHOULD',
    clauses: [fhir('http.html#Status-Codes')],
    why: 'An app that tries a type must be told that it is not there, not that nothing was found.',
    fix: 'Answer 404 with an OperationOutcome.',
    detects: ['read.unknown-type-is-empty'],
    async run(t, api) {
      const exchange = await get(t, api, 'AssayNoSuchType');
      t.judge(statusIs(exchange, 'a type that does not exist', [404], '404'), isOutcome(exchange));
    },
  }),
  ...httpRow({
    id: 'writes-refused',
    title: 'what would change data is refused',
    level: 'SHALL',
    security: true,
    intrusive: true,
    clauses: [fhir('http.html#general'), fhir('security.html')],
    why: 'An app with read access that can write destroys a member’s record.',
    fix: 'Answer 405 with Allow, or 403.',
    detects: ['http.delete-accepted', 'http.create-accepted', 'http.write-is-500'],
    async run(t, api) {
      const attempts = [
        ['POST', api.sample],
        ['PUT', `${api.sample}/assay-no-such-id`],
        ['DELETE', `${api.sample}/assay-no-such-id`],
        ['PATCH', `${api.sample}/assay-no-such-id`],
      ] as const;
      for (const [method, path] of attempts) {
        const exchange = await request(t, api, path, {
          method,
          headers: { 'content-type': 'application/fhir+json' },
          // Of no served type, so that even a server that writes has nothing to write.
          ...(method === 'DELETE' ? {} : { body: '{"resourceType":"Basic"}' }),
        });
        const { status } = exchange.response;
        t.judge(
          {
            ...statusIs(exchange, `${method} ${path}`, (code) => code >= 300, 'a refusal'),
            part: 'security',
          },
          statusIs(exchange, `${method} ${path}`, (code) => code < 500, '4xx'),
        );
        if (status === 405)
          t.judge(headerIs(exchange, 'allow', 'the methods that are allowed', (value) => /GET/.test(value)));
      }
    },
  }),
  ...httpRow({
    id: 'address-case',
    title: 'addresses tell upper from lower case, and slashes in disguise lead nowhere',
    level: 'SHOULD',
    clauses: [fhir('http.html#general')],
    why: 'Two addresses of one resource are two cache entries; a path that leaves the API leaves its guards.',
    fix: 'Match type names exactly; refuse encoded slashes and dots.',
    detects: ['read.type-in-any-case', 'http.traversal-is-500'],
    async run(t, api) {
      const { resourceType, id } = await sampleOf(t, api);
      for (const path of [
        `${resourceType.toLowerCase()}/${id}`,
        `${resourceType}%2F${id}`,
        `${resourceType}/..%2F${resourceType}%2F${id}`,
      ]) {
        const exchange = await get(t, api, path);
        t.judge(statusIs(exchange, `GET ${path}`, refused, '4xx'), givesNothing(exchange, `GET ${path}`));
      }
    },
  }),
  ...httpRow({
    id: 'strict-handling',
    title: 'Prefer: handling=strict refuses unknown parameters, and no known ones',
    level: 'SHOULD',
    clauses: [fhir('search.html#errors'), fhir('http.html#prefer')],
    why: 'Careful apps ask to be told of a parameter that is not understood.',
    fix: 'Answer 400 with an OperationOutcome that names the parameter.',
    detects: ['search.strict-handling-ignored', 'search.strict-refuses-known'],
    async run(t, api) {
      const { id } = await sampleOf(t, api);
      const prefer = { prefer: 'handling=strict' };
      const unknown = await get(t, api, `${api.sample}?assay-unknown=1`, prefer);
      const known = await get(t, api, `${api.sample}?_id=${id}`, prefer);
      t.judge(
        statusIs(unknown, 'an unknown parameter with handling=strict', [400], '400'),
        statusIs(known, 'a known parameter with handling=strict', [200], '200'),
      );
      if (unknown.response.status === 400) t.judge(isOutcome(unknown));
    },
  }),
  ...httpRow({
    id: 'long-query',
    title: 'a very long search works or is 414; by POST it works',
    level: 'SHOULD',
    clauses: [fhir('http.html#search'), rfc(9110, '15.5.15')],
    why: 'Apps ask for many codes at once; a server that breaks off leaves them without an answer.',
    fix: 'Answer 414 beyond the limit, and take the same search by POST.',
    detects: ['http.long-query-is-500', 'http.long-form-refused'],
    async run(t, api) {
      const { id } = await sampleOf(t, api);
      const values = [id, ...Array.from({ length: 400 }, (_, at) => `assay-no-such-id-${at}`)].join(',');
      const long = await get(t, api, `${api.sample}?_id=${values}`);
      t.judge(
        statusIs(
          long,
          'GET of 9,000 characters',
          (status) => status === 200 || refused(status),
          '200 or 414',
        ),
      );
      const form = await request(t, api, `${api.sample}/_search`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: `_id=${values}`,
      });
      const entries = jsonObjectOf(form)?.entry;
      t.judge(statusIs(form, 'POST of the same search', [200], '200'), {
        ok: Array.isArray(entries) && entries.some((entry) => entry?.resource?.id === id),
        what: 'what POST finds',
        expected: `${api.sample}/${id}`,
        received: Array.isArray(entries) ? `${entries.length} entries` : 'no entries',
        evidence: [form],
      });
    },
  }),
  ...httpRow({
    id: 'nothing-leaks',
    title: 'errors tell nothing of the inside, and no token comes back',
    level: 'SHOULD',
    security: true,
    clauses: [fhir('security.html'), rfc(9111, '5.2.2')],
    why: 'Stack traces and versions help an attacker; a token in a body or link ends up in logs.',
    fix: 'Answer with what the client may know; log the rest under an id.',
    detects: ['http.stack-trace-shown', 'http.token-echoed'],
    async run(t, api) {
      const token = await tokenOf(t, api);
      const answers = [
        await get(t, api, `${api.sample}/assay-no-such-id`),
        await get(t, api, `${api.sample}?_lastUpdated=ge2024-13-45`),
        await get(t, api, `${api.sample}?_id:nonsense=1`),
      ];
      for (const exchange of answers) {
        const { body, headers } = exchange.response;
        const text = [body, ...headers.flat()].join('\n');
        const shown =
          /\bat [\w.$<>]+ ?\([^)]*:\d+|(Exception|Error): |\.java:\d+|\bselect .+ from /i.exec(body)?.[0] ??
          (token && text.includes(token) ? 'the access token' : undefined);
        t.expect({
          ok: shown === undefined,
          part: 'security',
          what: `answer ${exchange.response.status} to ${new URL(exchange.request.url).pathname}`,
          expected: 'nothing of the inside, no token',
          received:
            shown === undefined
              ? 'nothing of the inside, no token'
              : shown === 'the access token'
                ? shown
                : shown.slice(0, 80),
          evidence: [exchange],
        });
      }
    },
  }),
  ...httpRow({
    id: 'not-cached',
    title: 'member data is kept by no shared cache',
    level: 'SHALL',
    security: true,
    only: 'patient-access',
    clauses: [fhir('security.html#http'), rfc(9111, '5.2.2.5')],
    why: 'A proxy that keeps one member’s answer gives it to the next.',
    fix: 'Send Cache-Control: no-store, or private.',
    detects: ['http.member-data-cacheable'],
    async run(t, api) {
      const { resourceType, id } = await sampleOf(t, api);
      for (const path of [`${resourceType}/${id}`, `${resourceType}?_count=1`]) {
        const exchange = await get(t, api, path);
        const value = headerOf(exchange, 'cache-control') ?? 'no such header';
        t.expect({
          ok: /no-store|private/i.test(value) && !/\bpublic\b/i.test(value),
          part: 'security',
          what: `GET ${path}`,
          where: 'header Cache-Control',
          expected: 'no-store or private',
          received: value,
          evidence: [exchange],
        });
      }
    },
  }),
  ...httpRow({
    id: 'malformed-prefix',
    title: 'a date with an unknown prefix is refused',
    level: 'SHOULD',
    clauses: [fhir('search.html#prefix'), fhir('search.html#errors')],
    why: 'A prefix that is ignored finds what lies on the other side.',
    fix: 'Answer 400 with an OperationOutcome that names the parameter.',
    detects: ['search.malformed-value-ignored'],
    async run(t, api) {
      const exchange = await get(t, api, `${api.sample}?_lastUpdated=zz2024-01-01`);
      const { status } = exchange.response;
      t.judge(
        statusIs(exchange, '_lastUpdated=zz2024-01-01', refused, '400'),
        ...(refused(status) ? [isOutcome(exchange)] : []),
        {
          ok: status !== 200 || selfOf(exchange)?.searchParams.has('_lastUpdated') === false,
          what: 'self link of a search with an unknown prefix',
          expected: 'without the parameter',
          received: selfOf(exchange)?.search ?? 'none',
          evidence: [exchange],
        },
      );
    },
  }),
];
