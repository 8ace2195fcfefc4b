import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { version } from '../../lib/version.ts';
import { healthOperations } from '../../mock-server/control/api/health.ts';
import { type SteeredSandbox, steer } from './sandbox.fixture.ts';

const plan = steer();
afterAll(() => plan.sandbox.close());
const { control, ask } = plan;

const asDescribed = new Ajv2020({ validateFormats: false }).compile(
  healthOperations[0]?.answer.schema ?? false,
);

describe('the health of a sandbox', () => {
  test('says as what it was started', async () => {
    const { status, json, headers } = await control('GET', '/health');
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(json).toMatchObject({
      status: 'ok',
      version,
      dialect: 'standard',
      urls: { documented: 'http://127.0.0.1:8080', standard: 'http://127.0.0.1:8081' },
      seed: plan.sandbox.population.seed,
      memberCount: 20,
      store: 'ok',
    });
  });

  test('follows clock and defects', async () => {
    await control('PUT', '/clock', { now: '2031-02-03T04:05:06Z', frozen: true });
    await control('PUT', '/defects', { names: ['code.replay-accepted'] });
    await control('PUT', '/defects', { names: ['pkce.plain-accepted'], client_id: 'member-app' });
    const { json } = await control('GET', '/health');
    expect(json).toMatchObject({
      now: '2031-02-03T04:05:06.000Z',
      frozen: true,
      defects: {
        inForce: ['code.replay-accepted'],
        byClient: { 'member-app': ['pkce.plain-accepted'] },
      },
    });
    await control('POST', '/reset', { what: 'all' });
  });

  describe('with a store that does not answer is 503, and still says all', () => {
    afterEach(() => vi.restoreAllMocks());

    async function expectFailing({ control }: SteeredSandbox, problem: string | RegExp) {
      const { status, json } = await control('GET', '/health');
      expect(status).toBe(503);
      expect(json).toMatchObject({ status: 'failing', store: 'failing', version, memberCount: 20 });
      expect(json.problem).toMatch(problem);
      expect(asDescribed(json) || asDescribed.errors).toBe(true);
    }

    test('because it was closed', async () => {
      const other = steer();
      const { store } = other.sandbox.core.ports;
      await store.findSession('anyone');
      expect((await other.control('GET', '/health')).status).toBe(200);
      await store.close();
      await expectFailing(other, /^the store fails: .+/);
    });

    test('because it hangs', async () => {
      vi.spyOn(plan.sandbox.core.ports.store, 'ping').mockReturnValue(new Promise(() => {}));
      await expectFailing(plan, 'the store does not answer within 2 s');
    });
  });
});

const SAMPLE = /^([a-z_]+)(?:\{((?:[a-z]+="(?:[^"\\\n]|\\[\\"n])*",?)+)\})? (-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/;

/** Every sample by name and labels, of text that holds to the format; each family is announced once, and stays together. */
function samplesIn(exposition: string): ReadonlyMap<string, number> {
  expect(exposition.endsWith('\n')).toBe(true);
  const samples = new Map<string, number>();
  const families = new Set<string>();
  let family = '';
  for (const line of exposition.trimEnd().split('\n')) {
    const [, announced] = /^# HELP ([a-z_]+) \S/.exec(line) ?? [];
    if (announced !== undefined) {
      expect(families, line).not.toContain(announced);
      families.add(announced);
      family = announced;
      continue;
    }
    if (line.startsWith('#')) {
      expect(line).toMatch(new RegExp(`^# TYPE ${family} (?:counter|gauge|histogram)$`));
      continue;
    }
    const [, name = '', labels = '', value] = SAMPLE.exec(line) ?? [];
    expect(name.replace(/_(?:bucket|sum|count)$/, ''), line).toBe(family);
    expect(samples.has(`${name}{${labels}}`), line).toBe(false);
    samples.set(`${name}{${labels}}`, Number(value));
  }
  return samples;
}

async function measured({ control }: Pick<SteeredSandbox, 'control'>) {
  const samples = samplesIn((await control('GET', '/metrics')).text);
  return (key: string) => samples.get(key) ?? 0;
}

describe('the metrics', () => {
  const requests = (api: string, method: string, status: string) =>
    `assay_http_requests_total{api="${api}",method="${method}",status="${status}"}`;

  test('count what was answered, refused, dropped, and the tokens issued; a reset leaves them', async () => {
    const before = await measured(plan);
    const headers = {
      authorization: `Basic ${btoa('directory-app:directory-app-secret')}`,
      'content-type': 'application/x-www-form-urlencoded',
    };
    const token = { method: 'POST', headers, body: 'grant_type=client_credentials' };
    await ask('/oauth/v1/token', token);
    await ask('/oauth/v1/token', { ...token, body: 'grant_type=nonsense' });
    await plan.fhir('Patient');
    await ask('/ghp/fhir4/v1/Patient');
    await ask('/ghp/fhir4/providerdirectory/v1/metadata');
    await ask('/oauth/v1/token', { ...token, body: 'x'.repeat(300_000) });
    await ask('/nothing');
    await ask('/_sandbox/nothing');
    await control('POST', '/injections', { match: { path: '/member/login' }, drop: true });
    await expect(ask('/member/login')).rejects.toThrow();
    await control('POST', '/reset', { what: 'all' });
    const after = await measured(plan);
    const grown = (key: string) => after(key) - before(key);
    expect(
      Object.fromEntries(
        [
          requests('token', 'POST', '2xx'),
          requests('token', 'POST', '4xx'),
          requests('patient-access', 'GET', '2xx'),
          requests('patient-access', 'GET', '4xx'),
          requests('provider-directory', 'GET', '2xx'),
          requests('pages', 'GET', '4xx'),
          requests('member', 'GET', 'dropped'),
          'assay_tokens_issued_total{grant="client_credentials"}',
          'assay_tokens_issued_total{grant="control plane"}',
        ].map((key) => [key, grown(key)]),
      ),
    ).toEqual({
      [requests('token', 'POST', '2xx')]: 1,
      // The one that was too large reached no route, and is counted all the same.
      [requests('token', 'POST', '4xx')]: 2,
      [requests('patient-access', 'GET', '2xx')]: 1,
      [requests('patient-access', 'GET', '4xx')]: 1,
      [requests('provider-directory', 'GET', '2xx')]: 1,
      [requests('pages', 'GET', '4xx')]: 1,
      [requests('member', 'GET', 'dropped')]: 1,
      'assay_tokens_issued_total{grant="client_credentials"}': 1,
      'assay_tokens_issued_total{grant="control plane"}': 1,
    });
  });

  test('have durations in buckets that grow up to the count, in seconds', async () => {
    const before = await measured(plan);
    await control('POST', '/injections', { match: { path: '/ghp/fhir4/v1/metadata' }, delay: 60 });
    await ask('/ghp/fhir4/v1/metadata');
    const after = await measured(plan);
    const key = (suffix: string, le?: string) =>
      `assay_http_request_duration_seconds_${suffix}{api="patient-access"${le ? `,le="${le}"` : ''}}`;
    const grown = (name: string) => after(name) - before(name);
    // What was ordered to be late by 60 ms is in no bucket up to 50 ms.
    expect(grown(key('bucket', '0.05'))).toBe(0);
    expect(grown(key('bucket', '10'))).toBe(1);
    expect(grown(key('bucket', '+Inf'))).toBe(1);
    expect(grown(key('count'))).toBe(1);
    expect(grown(key('sum'))).toBeGreaterThan(0.055);
    expect(grown(key('sum'))).toBeLessThan(5);
  });

  test('tell of the sandbox and its process', async () => {
    await control('DELETE', '/journal');
    await ask('/ghp/fhir4/v1/metadata');
    const value = await measured(plan);
    expect(value('assay_journal_entries{}')).toBe(1);
    expect(value('assay_members{}')).toBe(20);
    expect(value(`assay_info{version="${version}",seed="${plan.sandbox.population.seed}"}`)).toBe(1);
    expect(value('process_resident_memory_bytes{}')).toBeGreaterThan(10_000_000);
    expect(value('assay_uptime_seconds{}')).toBeGreaterThan(0);
    expect(value('process_start_time_seconds{}') + value('assay_uptime_seconds{}')).toBeCloseTo(
      Date.now() / 1000,
      -1,
    );
  });

  test('keep to the format whatever the seed is', async () => {
    const odd = steer({ seed: 'a "b" \\ c\nd' });
    const value = await measured(odd);
    expect(value(`assay_info{version="${version}",seed="a \\"b\\" \\\\ c\\nd"}`)).toBe(1);
    await odd.sandbox.close();
  });
});
