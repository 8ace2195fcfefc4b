import { type Api, apis, baseOf } from '../fhir/api.ts';
import { label } from '../fhir/per-api.ts';
import { type Check, portal } from '../runner/check.ts';
import { type CheckContext, type Expectation, NotExercised } from '../runner/context.ts';
import { jsonObjectOf, type RawExchange } from '../runner/http.ts';

/** Fewer requests say nothing of nine in ten. */
const LEAST = 5;
/** What people wait for a page before they leave it, in milliseconds. */
const PATIENCE = 3000;

/** `GET Observation`, `GET Observation/{id}`: what an exchange asked, without its particulars. */
export function endpointOf(base: string, { request: { method, url } }: RawExchange): string {
  const [type = '', id, ...rest] = new URL(url).pathname.slice(new URL(base).pathname.length + 1).split('/');
  const shown = id === undefined ? '' : id.startsWith('_') ? `/${id}` : '/{id}';
  return `${method} ${type}${shown}${rest.length > 0 ? `/${rest[0]?.startsWith('_') ? rest[0] : '{…}'}` : ''}`;
}

export function percentile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? 0;
}

function byEndpoint(t: CheckContext, api: Api): Map<string, RawExchange[]> {
  const base = baseOf(t, api);
  const found = new Map<string, RawExchange[]>();
  for (const exchange of t.session.http.exchanges) {
    if (!exchange.request.url.startsWith(`${base}/`)) continue;
    const endpoint = endpointOf(base, exchange);
    found.set(endpoint, [...(found.get(endpoint) ?? []), exchange]);
  }
  return found;
}

/** Judges what a run has seen anyway: no load is made for it. */
export function judgeLatency(endpoint: string, exchanges: readonly RawExchange[]): Expectation {
  const times = exchanges.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  const [half, most] = [percentile(times, 0.5), percentile(times, 0.95)].map(Math.round);
  return {
    ok: (most ?? 0) <= PATIENCE,
    what: `${endpoint}, ${times.length} requests`,
    expected: `19 of 20 within ${PATIENCE} ms`,
    received: `half within ${half} ms, 19 of 20 within ${most} ms, the slowest ${Math.round(times.at(-1) ?? 0)} ms`,
  };
}

export function judgeAvailability(endpoint: string, exchanges: readonly RawExchange[]): Expectation {
  const failed = exchanges.filter(({ response }) => response.status >= 500);
  return {
    ok: failed.length === 0,
    what: `${endpoint}, ${exchanges.length} requests`,
    expected: 'no answer of 500 or above',
    received: `${failed.length} of ${exchanges.length} failed`,
    evidence: failed.slice(0, 3),
  };
}

/**
 * What has nothing to serve is neither quick nor available.
 * @throws NotExercised when no request was served
 */
export function assertServed(seen: readonly (readonly [string, readonly RawExchange[]])[]): void {
  const isServed = (exchange: RawExchange) =>
    exchange.response.status < 300 && typeof jsonObjectOf(exchange)?.resourceType === 'string';
  if (!seen.some(([, exchanges]) => exchanges.some(isServed)))
    throw new NotExercised('no request to this API was served');
}

const common = { requirements: ['GEN-5'], last: true } as const;

export const observed: readonly Check[] = apis.flatMap((api): Check[] => [
  {
    ...common,
    id: `operations.latency.${api.name}`,
    title: `${label(api)}: answers come before people give up`,
    level: 'MAY',
    clauses: [
      portal('support and operation'),
      {
        text: '42 CFR 422.119(c)(2), routine testing and monitoring',
        url: 'https://www.ecfr.gov/current/title-42/section-422.119',
      },
    ],
    why: 'An app that waits ten seconds for each page is not used.',
    fix: 'Look at the endpoints named; page sizes and includes are what costs.',
    detects: [],
    provedBy: 'suites/operations/latency.test.ts',
    needs: api.needs,
    async run(t) {
      const seen = [...byEndpoint(t, api)].filter(([, exchanges]) => exchanges.length >= LEAST);
      if (seen.length === 0) throw new NotExercised('no endpoint was asked often enough');
      t.judge(...seen.map(([endpoint, exchanges]) => judgeLatency(endpoint, exchanges)));
      assertServed(seen);
    },
  },
  {
    ...common,
    id: `operations.availability.${api.name}`,
    title: `${label(api)}: every request of the run was answered without a failure of the server`,
    level: 'SHOULD',
    clauses: [
      portal('support and operation'),
      { text: 'RFC 9110 §15.6', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.6' },
    ],
    why: 'An error of the server is an outage to the one who gets it.',
    fix: 'Look at the evidence: what was asked is in the report.',
    detects: [],
    provedBy: 'suites/operations/latency.test.ts',
    needs: api.needs,
    async run(t) {
      const seen = [...byEndpoint(t, api)];
      if (seen.length === 0) throw new NotExercised('nothing was asked of this API');
      t.judge(...seen.map(([endpoint, exchanges]) => judgeAvailability(endpoint, exchanges)));
      assertServed(seen);
    },
  },
]);
