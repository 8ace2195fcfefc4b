import { type Check, fhir } from '../../runner/check.ts';
import { headerOf, type RawExchange } from '../../runner/http.ts';
import { baseOf, get } from '../api.ts';
import { headerIs, httpRow, sampleOf } from './row.ts';

const ORIGIN = 'https://app.assay.example';

function open(exchange: RawExchange) {
  return headerIs(exchange, 'access-control-allow-origin', `* or ${ORIGIN}`, (value) =>
    ['*', ORIGIN].includes(value),
  );
}

export const browserAccess: readonly Check[] = [
  ...httpRow({
    id: 'cors',
    title: 'apps in a browser may ask, read headers, and see why they are refused',
    level: 'SHOULD',
    clauses: [fhir('security.html#cors'), fhir('http.html#security')],
    why: 'A browser hides an answer without CORS headers: the app sees a network error in place of 401.',
    fix: 'Answer preflights; send Access-Control-Allow-Origin on every answer, and expose ETag and Location.',
    detects: ['http.cors-preflight-refused', 'http.cors-missing-on-errors', 'http.etag-not-exposed'],
    async run(t, api) {
      const { resourceType, id } = await sampleOf(t, api);
      const url = `${baseOf(t, api)}/${resourceType}/${id}`;
      const preflight = await t.send({
        method: 'OPTIONS',
        url,
        headers: {
          origin: ORIGIN,
          'access-control-request-method': 'GET',
          'access-control-request-headers': 'authorization',
        },
      });
      t.judge(
        open(preflight),
        headerIs(preflight, 'access-control-allow-headers', 'Authorization among them', (value) =>
          /authorization|\*/i.test(value),
        ),
        {
          ok: preflight.response.status < 300,
          what: 'preflight',
          expected: '2xx',
          received: String(preflight.response.status),
          evidence: [preflight],
        },
      );
      const read = await get(t, api, `${resourceType}/${id}`, { origin: ORIGIN });
      t.judge(open(read));
      if (headerOf(read, 'etag') !== undefined)
        t.judge(
          headerIs(read, 'access-control-expose-headers', 'ETag among them', (value) =>
            /etag|\*/i.test(value),
          ),
        );
      const missing = await get(t, api, `${resourceType}/assay-no-such-id`, { origin: ORIGIN });
      const bare = await t.send({
        method: 'GET',
        url,
        headers: { origin: ORIGIN, authorization: 'Bearer assay' },
      });
      t.judge(open(missing), open(bare));
    },
  }),
];
