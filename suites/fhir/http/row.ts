import type { CheckContext, Expectation } from '../../runner/context.ts';
import { NotExercised } from '../../runner/context.ts';
import type { Identified } from '../../runner/harvest.ts';
import { headerOf, jsonObjectOf, type RawExchange } from '../../runner/http.ts';
import { type Api, allOf } from '../api.ts';
import { perApi } from '../per-api.ts';

export const httpRow = perApi('http', {
  'patient-access': ['GEN-1', 'PAT-1'],
  'provider-directory': ['GEN-1', 'DIR-1'],
});

/** @throws NotExercised when there is nothing to read */
export async function sampleOf(t: CheckContext, api: Api): Promise<Identified> {
  const [first] = (await allOf(t, api, api.sample)).matches;
  if (!first) throw new NotExercised(`there is no ${api.sample}`);
  return first;
}

export function statusIs(
  exchange: RawExchange,
  what: string,
  allowed: readonly number[] | ((status: number) => boolean),
  expected: string,
): Expectation {
  const { status } = exchange.response;
  const ok = typeof allowed === 'function' ? allowed(status) : allowed.includes(status);
  return { ok, what, where: 'HTTP status', expected, received: String(status), evidence: [exchange] };
}

export function headerIs(
  exchange: RawExchange,
  name: string,
  expected: string,
  holds: (value: string) => boolean,
): Expectation {
  const value = headerOf(exchange, name);
  return {
    ok: value !== undefined && holds(value),
    what: `header ${name}`,
    where: `header ${name}`,
    expected,
    received: value ?? 'no such header',
    evidence: [exchange],
  };
}

export function isOutcome(exchange: RawExchange): Expectation {
  const type = jsonObjectOf(exchange)?.resourceType;
  return {
    ok: type === 'OperationOutcome',
    what: 'body of the error',
    expected: 'an OperationOutcome',
    received: typeof type === 'string' ? type : exchange.response.body.slice(0, 80) || 'an empty body',
    evidence: [exchange],
  };
}
