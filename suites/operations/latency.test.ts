import { expect, test } from 'vitest';
import type { RawExchange } from '../runner/http.ts';
import { assertServed, endpointOf, judgeAvailability, judgeLatency, percentile } from './latency.ts';

function exchange(url: string, durationMs = 1, status = 200): RawExchange {
  return {
    id: 'x1',
    origin: 'test',
    startedAt: 0,
    durationMs,
    request: { method: 'GET', url },
    response: { status, headers: [], body: '' },
  };
}

const base = 'https://plan.test/fhir/v1';

test.each([
  ['Observation?patient=1', 'GET Observation'],
  ['Observation/1', 'GET Observation/{id}'],
  ['Observation/1/_history', 'GET Observation/{id}/_history'],
  ['Observation/_search', 'GET Observation/_search'],
  ['Patient/1/$everything', 'GET Patient/{id}/{…}'],
])('%s counts as %s', (path, expected) => {
  expect(endpointOf(base, exchange(`${base}/${path}`))).toBe(expected);
});

test.each([
  [[1], 0.95, 1],
  [[1, 2, 3, 4], 0.5, 2],
  [[1, 2, 3, 4], 0.95, 4],
])('of %j the part %d lies at %d', (times, part, expected) => {
  expect(percentile(times, part)).toBe(expected);
});

test.each([
  [[10, 20, 30, 40, 50], true],
  [[10, 20, 30, 40, 3001], false],
])('times of %j ms are quick enough: %s', (times, ok) => {
  expect(
    judgeLatency(
      'GET Observation',
      times.map((time) => exchange(base, time)),
    ),
  ).toMatchObject({ ok });
});

test('one slow answer in twenty is forgiven', () => {
  const times = [...Array.from({ length: 19 }, () => 5), 9000];
  expect(
    judgeLatency(
      'GET Observation',
      times.map((time) => exchange(base, time)),
    ).ok,
  ).toBe(true);
});

test.each([
  [[200, 404, 401], true],
  [[200, 503], false],
])('answers of %j are available: %s', (statuses, ok) => {
  const exchanges = statuses.map((status) => exchange(base, 1, status));
  expect(judgeAvailability('GET Observation', exchanges)).toMatchObject({ ok });
});

test.each([
  ['a web page', 200, '<p>Welcome</p>'],
  ['an outcome of a refusal', 404, '{"resourceType":"OperationOutcome"}'],
])('an API that serves nothing but %s is neither quick nor available', (_, status, body) => {
  const answer = exchange(base, 1, status);
  const seen = (text: string, code = status) =>
    [['GET Patient', [{ ...answer, response: { status: code, headers: [], body: text } }]]] as const;
  expect(() => assertServed(seen(body))).toThrow('no request to this API was served');
  expect(() => assertServed(seen('{"resourceType":"Bundle"}', 200))).not.toThrow();
});
