import { type Check, fhir, rfc } from '../../runner/check.ts';
import { DoesNotApply, NotExercised } from '../../runner/context.ts';
import { headerOf, jsonObjectOf } from '../../runner/http.ts';
import { allOf, get, holdingOfMember, request } from '../api.ts';
import { contentOf } from '../oracle/content.ts';
import { headerIs, httpRow, sampleOf, statusIs } from './row.ts';

const isJson = (value: string) => /^application\/(fhir\+)?json\b/i.test(value);

/** How resources are written on the wire. */
export const representation: readonly Check[] = [
  ...httpRow({
    id: 'content-type',
    title: 'resources are application/fhir+json in UTF-8, errors too',
    level: 'SHALL',
    clauses: [fhir('http.html#mime-type'), fhir('json.html#json')],
    why: 'Strict clients do not parse a body that does not say it is FHIR.',
    fix: 'Send Content-Type: application/fhir+json, on errors as well.',
    detects: ['http.content-type-html', 'http.errors-are-pages'],
    async run(t, api) {
      const { pages } = await allOf(t, api, api.sample);
      for (const { exchange } of pages)
        t.judge(
          headerIs(
            exchange,
            'content-type',
            'application/fhir+json, in UTF-8',
            (value) => /^application\/fhir\+json\b/i.test(value) && !/charset=(?!"?utf-8"?)/i.test(value),
          ),
        );
      const error = await get(t, api, `${api.sample}/assay-no-such-id`);
      t.judge(headerIs(error, 'content-type', 'JSON', isJson));
    },
  }),
  ...httpRow({
    id: 'text-intact',
    title: 'names keep their letters, whatever the script',
    level: 'SHALL',
    clauses: [fhir('json.html#json'), rfc(8259, '8.1')],
    why: 'A member whose name arrives broken is not recognised as the same person.',
    fix: 'Write JSON in UTF-8, and decode sources by their own encoding.',
    detects: ['data.utf8-read-as-latin1'],
    async run(t, api) {
      const members = api.name === 'patient-access' ? Math.min(3, t.target.members.length) : 1;
      const places = ['Patient', 'Practitioner', 'Organization']
        .filter((type) => api.types.includes(type))
        .flatMap((type) => Array.from({ length: members }, (_, member) => ({ type, member })));
      let letters = 0;
      for (const { type, member } of places) {
        const { pages } = (await holdingOfMember(t, api, type, member)).harvest;
        for (const { exchange } of pages) {
          const { body } = exchange.response;
          if (!/[^\s!-~]|\\u00[89a-f]|\\u0[1-9a-f]|\\u[1-9a-f]/i.test(body)) continue;
          letters += 1;
          // What UTF-8 looks like when it was taken for Latin-1, and the sign for what could not be decoded.
          const broken = /[ÃÂ][\u0080-\u00bf]|â\u0080|\ufffd/.exec(body);
          t.expect({
            ok: broken === null,
            what: `text of ${type}`,
            expected: 'letters as written',
            received: broken === null ? 'letters as written' : `"${broken[0]}" at character ${broken.index}`,
            evidence: [exchange],
          });
        }
      }
      if (letters === 0) throw new DoesNotApply('no name seen has letters beyond ASCII');
    },
  }),
  ...httpRow({
    id: 'accept',
    title: 'Accept is followed: JSON in all its names, 406 for what is not served',
    level: 'SHALL',
    clauses: [fhir('http.html#mime-type'), rfc(9110, '12.5.1')],
    why: 'HTTP libraries ask in different ways; each must get FHIR, or be told that it can’t.',
    fix: 'Negotiate by media ranges and q-values; answer 406 with an OperationOutcome.',
    detects: ['http.accept-compared-as-text', 'http.accept-ignored'],
    async run(t, api) {
      const { resourceType, id } = await sampleOf(t, api);
      const path = `${resourceType}/${id}`;
      for (const accept of [
        'application/json',
        '*/*',
        'text/html;q=0.1, application/fhir+json;q=0.9',
        'application/fhir+json; fhirVersion=4.0',
      ]) {
        const exchange = await get(t, api, path, { accept });
        t.judge(statusIs(exchange, `Accept: ${accept}`, [200], '200'));
        if (exchange.response.status === 200) t.judge(headerIs(exchange, 'content-type', 'JSON', isJson));
      }
      const never = await get(t, api, path, { accept: 'image/png' });
      t.judge(statusIs(never, 'Accept: image/png', [406], '406'));
    },
  }),
  ...httpRow({
    id: 'format',
    title: '_format goes before Accept, in each of its spellings',
    level: 'SHOULD',
    clauses: [fhir('http.html#parameters')],
    why: 'A link opened in a browser has no other way to ask for JSON.',
    fix: 'Take json, application/json and application/fhir+json, also with the plus sign encoded.',
    detects: ['http.format-ignored'],
    async run(t, api) {
      const { resourceType, id } = await sampleOf(t, api);
      for (const format of ['json', 'application/json', 'application/fhir%2Bjson']) {
        const exchange = await get(t, api, `${resourceType}/${id}?_format=${format}`, {
          accept: 'text/html',
        });
        t.judge(statusIs(exchange, `_format=${format} beside Accept: text/html`, [200], '200'));
        if (exchange.response.status === 200) t.judge(headerIs(exchange, 'content-type', 'JSON', isJson));
      }
    },
  }),
  ...httpRow({
    id: 'body-type',
    title: 'a search form of an unknown media type is refused',
    level: 'SHALL',
    clauses: [fhir('http.html#mime-type'), rfc(9110, '15.5.16')],
    why: 'A form that is not read finds everything, or nothing, and says so to nobody.',
    fix: 'Answer 415 with an OperationOutcome.',
    detects: ['http.form-of-any-type-read'],
    async run(t, api) {
      const exchange = await request(t, api, `${api.sample}/_search`, {
        method: 'POST',
        headers: { 'content-type': 'text/csv' },
        body: '_id=assay-no-such-id',
      });
      t.judge(
        statusIs(
          exchange,
          'POST _search with Content-Type: text/csv',
          (status) => status >= 400 && status < 500,
          '415',
        ),
      );
    },
  }),
  ...httpRow({
    id: 'head',
    title: 'HEAD is GET without the body',
    level: 'SHOULD',
    clauses: [fhir('http.html#general'), rfc(9110, '9.3.2')],
    why: 'Monitoring asks by HEAD; other answers than GET’s raise false alarms.',
    fix: 'Serve HEAD where GET is served, or answer 405.',
    detects: ['http.head-not-found', 'http.head-without-etag'],
    async run(t, api) {
      const { resourceType, id } = await sampleOf(t, api);
      const path = `${resourceType}/${id}`;
      const whole = await get(t, api, path);
      const head = await request(t, api, path, { method: 'HEAD' });
      const { status, body } = head.response;
      if (status === 405 || status === 501) {
        t.judge(statusIs(head, 'HEAD', [405, 501], '405 or as GET'));
        return;
      }
      const tags = [whole, head].map((exchange) => headerOf(exchange, 'etag') ?? 'none');
      t.judge(statusIs(head, 'HEAD', [whole.response.status], String(whole.response.status)), {
        ok: body === '' && tags[0] === tags[1],
        what: 'answer to HEAD',
        expected: `no body, ETag ${tags[0]}`,
        received: `${body.length} characters, ETag ${tags[1]}`,
        evidence: [whole, head],
      });
    },
  }),
  ...httpRow({
    id: 'compression',
    title: 'compressed content is the same, and caches are told that it varies',
    level: 'SHOULD',
    clauses: [rfc(9110, '8.4'), rfc(9110, '12.5.5')],
    why: 'A cache that is not told gives compressed bytes to a client that can’t read them.',
    fix: 'Send Vary: Accept-Encoding with what is compressed.',
    detects: ['http.vary-without-encoding', 'http.compressed-is-cut'],
    async run(t, api) {
      const { query } = { query: `${api.sample}?_count=20` };
      const plain = await get(t, api, query, { 'accept-encoding': 'identity' });
      const packed = await get(t, api, query, { 'accept-encoding': 'gzip' });
      const coding = headerOf(packed, 'content-encoding');
      const entries = (exchange: typeof plain) => {
        const found = jsonObjectOf(exchange)?.entry;
        return Array.isArray(found) ? found.map((one) => contentOf(one?.resource)).join('\n') : undefined;
      };
      if (entries(plain) === undefined) throw new NotExercised('the search gave no entries');
      t.expect({
        ok: entries(plain) === entries(packed),
        what: `content with Accept-Encoding: gzip (${coding ?? 'not compressed'})`,
        expected: 'as without',
        received: entries(plain) === entries(packed) ? 'as without' : 'another content',
        evidence: [plain, packed],
      });
      if (coding !== undefined)
        t.judge(
          headerIs(packed, 'vary', 'Accept-Encoding among them', (value) =>
            /accept-encoding|\*/i.test(value),
          ),
        );
    },
  }),
  ...httpRow({
    id: 'request-id',
    title: 'X-Request-Id comes back, and each answer has a trace of its own',
    level: 'MAY',
    requirements: [],
    clauses: [fhir('http.html#custom')],
    why: 'Support finds a failed request in its logs by this id.',
    fix: 'Echo X-Request-Id, or set one; never the same trace id twice.',
    detects: ['http.request-id-constant'],
    async run(t, api) {
      const { resourceType, id } = await sampleOf(t, api);
      const path = `${resourceType}/${id}`;
      const ids = ['assay-request-1', 'assay-request-2'];
      const answers = [];
      for (const one of ids) answers.push(await get(t, api, path, { 'x-request-id': one }));
      for (const [at, exchange] of answers.entries())
        t.judge(headerIs(exchange, 'x-request-id', ids[at] ?? '', (value) => value === ids[at]));
    },
  }),
];
