import { describe, expect, test } from 'vitest';
import { replaceStep } from '../../control/defect.ts';
import {
  type Asking,
  ask,
  askJson,
  createPopulation,
  directory,
  labProfile,
  linkOf,
  matchesOf,
  now,
  patientAccess,
  practitioner,
  publicUrl,
  searchIds,
} from '../testing.ts';
import { countTotal } from './steps.ts';

const app: Asking = { token: 'directory' };
const alice: Asking = { token: 'alice' };
const documented = { dialect: 'documented' } as const;
const practitioners = `${directory}/Practitioner`;
const planNet = 'http://hl7.org/fhir/us/davinci-pdex-plan-net/StructureDefinition/plannet-';

describe('the searchset Bundle', () => {
  test('has id, meta, total, self link and entries with absolute fullUrl and mode', async () => {
    const { json, headers } = await askJson(`${practitioners}?name=smith`, app);
    expect(headers['content-type']).toBe('application/fhir+json;charset=UTF-8');
    expect(json).toMatchObject({
      resourceType: 'Bundle',
      type: 'searchset',
      total: 2,
      meta: { lastUpdated: new Date(now).toISOString() },
      link: [{ relation: 'self', url: `${publicUrl}${practitioners}?name=smith` }],
    });
    expect(json.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    expect(json.entry).toEqual([
      {
        fullUrl: `${publicUrl}${practitioners}/p1`,
        resource: practitioner('p1', 'Smith', 'John'),
        search: { mode: 'match' },
      },
      {
        fullUrl: `${publicUrl}${practitioners}/p2`,
        resource: practitioner('p2', 'Smithson', 'Jane'),
        search: { mode: 'match' },
      },
    ]);
  });

  test('has no entry when nothing is found', async () => {
    const { status, json } = await askJson(`${practitioners}?name=nobody`, app);
    expect(status).toBe(200);
    expect(json.total).toBe(0);
    expect(json).not.toHaveProperty('entry');
  });

  test('has an id of its own each time', async () => {
    const first = await askJson(practitioners, app);
    const second = await askJson(practitioners, app);
    expect(first.json.id).not.toBe(second.json.id);
    expect(first.json.entry).toEqual(second.json.entry);
  });
});

describe('the self link', () => {
  const selfOf = async (url: string, asking: Asking) =>
    decodeURIComponent(linkOf((await askJson(url, asking)).json, 'self') ?? '').replace(publicUrl, '');

  test.each<[string, Asking, string]>([
    [practitioners, app, practitioners],
    [`${practitioners}?family=a,b&_count=7`, app, `${practitioners}?family=a,b&_count=7`],
    [`${practitioners}?_count=1000`, app, `${practitioners}?_count=200`],
    [`${practitioners}?shoe-size=43&name=`, app, practitioners],
    [
      `${practitioners}?name=smith`,
      { ...app, ...documented },
      `${practitioners}?_profile=${planNet}Practitioner&name=smith`,
    ],
    [
      `${directory}/Organization`,
      { ...app, ...documented },
      `${directory}/Organization?_profile=${planNet}Organization,${planNet}Network`,
    ],
    [`${practitioners}?_profile=urn:x`, { ...app, ...documented }, `${practitioners}?_profile=urn:x`],
    [`${patientAccess}/Observation`, alice, `${patientAccess}/Observation?patient=alice`],
    [
      `${patientAccess}/Observation?code=x`,
      { ...alice, ...documented },
      `${patientAccess}/Observation?patient=alice&code=x`,
    ],
    [
      `${patientAccess}/Observation?subject=Patient/bob`,
      alice,
      `${patientAccess}/Observation?subject=Patient/bob`,
    ],
    [`${patientAccess}/Patient`, alice, `${patientAccess}/Patient?_id=alice`],
    [`${patientAccess}/Organization`, alice, `${patientAccess}/Organization`],
  ])('of %s with %o', async (url, asking, expected) => {
    expect(await selfOf(url, asking)).toBe(expected);
  });

  test.each([
    [`${directory}/Organization`, 'directory'],
    [`${practitioners}?name=smith&name:contains=son`, 'directory'],
    [`${patientAccess}/Observation?category=laboratory`, 'alice'],
    [`${practitioners}?_count=2`, 'directory'],
  ])('of %s finds the same when run again', async (url, token) => {
    for (const dialect of ['documented', 'standard'] as const) {
      const { json } = await askJson(url, { token, dialect });
      const again = await searchIds(linkOf(json, 'self') ?? '', { token, dialect });
      expect(again).toEqual(matchesOf(json));
      expect(again.length).toBeGreaterThan(0);
    }
  });
});

describe('member searches', () => {
  test.each([
    ['Patient', ['alice']],
    ['Patient?_id=bob', []],
    ['Observation', ['o1', 'o2', 'o3']],
    ['Observation?patient=alice', ['o1', 'o2', 'o3']],
    ['Observation?patient=bob', []],
    ['Observation?patient=alice,bob', ['o1', 'o2', 'o3']],
    ['Observation?_id=b1', []],
    ['Observation?category=laboratory&date=ge2024-03', ['o3']],
    ['Observation?category=laboratory&date=lt2024-03', ['o2']],
    ['Coverage?beneficiary=Patient/alice', ['c1']],
    ['Organization', ['clinic', 'plan']],
    ['Practitioner', ['p1']],
    ['Practitioner?name=smithson', []],
    ['PractitionerRole?practitioner=p1', ['r1']],
  ])('%s finds %j', async (query, ids) => {
    expect(await searchIds(`${patientAccess}/${query}`, alice)).toEqual(ids);
  });

  test('a type that was not consented to is refused', async () => {
    expect((await ask(`${patientAccess}/Observation`, { token: 'alice-narrow' })).status).toBe(403);
    expect((await ask(`${patientAccess}/ExplanationOfBenefit`, alice)).status).toBe(403);
  });

  test.each([
    ['', ['m1']],
    ['?_id=m1', ['m1']],
    ['?patient=alice', ['m1']],
    ['?name=nunez', ['m1']],
    ['?name=archer', []],
  ])('a RelatedPerson%s is found where it is the member’s', async (query, ids) => {
    expect(await searchIds(`${patientAccess}/RelatedPerson${query}`, alice)).toEqual(ids);
    expect(
      await searchIds(`${patientAccess}/RelatedPerson${query.replace('alice', 'bob')}`, { token: 'bob' }),
    ).toEqual([]);
  });

  test('what is shown is what is found: the profile of laboratory results by dialect', async () => {
    const shown = 'https://www.hl7.org/fhir/us/core/StructureDefinition-us-core-observation-lab';
    const by = (profile: string, asking: Asking) =>
      searchIds(`${patientAccess}/Observation?_profile=${profile}`, { ...alice, ...asking });
    expect(await by(labProfile, {})).toEqual(['o2', 'o3']);
    expect(await by(shown, {})).toEqual([]);
    expect(await by(shown, documented)).toEqual(['o2', 'o3']);
  });

  test('every resource of one page carries the same request id', async () => {
    const { json, headers } = await askJson(`${patientAccess}/Observation`, { ...alice, ...documented });
    const displays = json.entry.map(
      (entry: { resource: { meta: { tag: { display: string }[] } } }) => entry.resource.meta.tag[0]?.display,
    );
    expect(displays).toEqual(Array(3).fill(`${headers['x-request-id']}\t\t\t1`));
  });
});

describe('searches by POST', () => {
  test('find what GET finds, with parameters in URL and form together', async () => {
    const post = (query: string, form: string) =>
      searchIds(`${practitioners}/_search${query}`, { ...app, method: 'POST', form });
    expect(await post('', 'name=smith&given=jane')).toEqual(['p2']);
    expect(await post('?name=smith', 'given=jane')).toEqual(['p2']);
  });

  test('may have no body, but not one of another type', async () => {
    const post = (body: string) => ask(`${practitioners}/_search`, { ...app, method: 'POST', body });
    expect((await post('')).status).toBe(200);
    expect((await post('{"name":"smith"}')).status).toBe(415);
  });
});

describe('unknown parameters', () => {
  const url = `${practitioners}?shoe-size=43&family=smith`;

  test('are left out and told in an outcome entry that is not counted', async () => {
    const { json } = await askJson(url, app);
    expect(json.total).toBe(2);
    expect(matchesOf(json)).toEqual(['p1', 'p2']);
    const outcomes = json.entry.filter(
      (entry: { search: { mode: string } }) => entry.search.mode === 'outcome',
    );
    expect(outcomes).toHaveLength(1);
    expect(outcomes[0].resource.issue[0]).toMatchObject({ severity: 'warning', code: 'not-supported' });
    expect(outcomes[0].resource.issue[0].diagnostics).toContain('"shoe-size"');
  });

  test('are told even when nothing is found', async () => {
    const { json } = await askJson(`${practitioners}?shoe-size=43&family=nobody`, app);
    expect(json.entry).toHaveLength(1);
    expect(json.total).toBe(0);
  });

  test.each(['handling=strict', 'return=minimal, handling=strict', 'respond-async; handling="strict"'])(
    'are an error with Prefer: %s',
    async (prefer) => {
      const reply = await askJson(url, { ...app, headers: { prefer } });
      expect(reply.status).toBe(400);
      expect(reply.json.issue[0]).toMatchObject({ severity: 'error', expression: ['http.shoe-size'] });
    },
  );
});

describe('paging', () => {
  const everyone = Array.from({ length: 120 }, (_, i) =>
    practitioner(`n${String(i).padStart(3, '0')}`, 'Doe', 'X'),
  );
  const population = createPopulation(() => everyone);
  const all = everyone.map(({ id }) => id);

  async function walk(url: string, asking: Asking): Promise<string[][]> {
    const pages: string[][] = [];
    for (let next: string | undefined = url; next !== undefined; ) {
      const { json, status } = await askJson(next, asking);
      expect(status).toBe(200);
      expect(json.total).toBe(120);
      pages.push(matchesOf(json));
      next = linkOf(json, 'next');
    }
    return pages;
  }

  test.each([
    ['', [50, 50, 20]],
    ['?_count=60', [60, 60]],
    ['?_count=200', [120]],
    ['?_count=119&name=doe', [119, 1]],
  ])('"%s" gives pages of %j matches without loss or duplicate', async (query, sizes) => {
    for (const dialect of ['documented', 'standard'] as const) {
      const pages = await walk(practitioners + query, { ...app, population, dialect });
      expect(pages.map((page) => page.length)).toEqual(sizes);
      expect(pages.flat()).toEqual(all);
    }
  });

  test('_count=0 gives the total alone', async () => {
    const { json } = await askJson(`${practitioners}?_count=0&shoe-size=1`, { ...app, population });
    expect(json.total).toBe(120);
    expect(json).not.toHaveProperty('entry');
    expect(json.link.map(({ relation }: { relation: string }) => relation)).toEqual(['self']);
  });

  test('a page sequence sees the data as of its first page', async () => {
    const earlier = everyone.slice(0, 110);
    const growing = createPopulation((asOf) => (asOf > now ? everyone : earlier));
    const { json } = await askJson(`${practitioners}?_count=100`, { ...app, population: growing });
    const later: Asking = { ...app, population: growing, at: now + 1000 };
    const second = await askJson(linkOf(json, 'next') ?? '', later);
    expect(second.json.total).toBe(110);
    expect(matchesOf(second.json)).toHaveLength(10);
    expect((await askJson(`${practitioners}?_count=100`, later)).json.total).toBe(120);
  });

  test('of a long form go on by links that can be followed, or it is refused', async () => {
    const word = (i: number) => [1, 2, 3].map((n) => Math.sin(n * i).toString(36)).join('');
    const of = (length: number) =>
      `name=Doe,${Array.from({ length }, (_, i) => word(i + 1)).join()}&_count=100`;
    const post = (form: string) =>
      askJson(`${practitioners}/_search`, { ...app, population, method: 'POST', form });
    const { json } = await post(of(100));
    const next = linkOf(json, 'next') ?? '';
    expect(next.length).toBeLessThan(16_000);
    expect(matchesOf((await askJson(next, { ...app, population })).json)).toHaveLength(20);
    const { status, json: refusal } = await post(of(999));
    expect([status, refusal.issue[0].code]).toEqual([400, 'too-long']);
  });

  test('a page link belongs to client and member, and takes no other parameters', async () => {
    const { json } = await askJson(practitioners, { ...app, population });
    const next = linkOf(json, 'next') ?? '';
    const statusOf = async (url: string, asking: Asking) =>
      (await ask(url, { ...asking, population })).status;
    expect(await statusOf(next, app)).toBe(200);
    expect(await statusOf(`${next}&_format=json`, app)).toBe(200);
    expect(await statusOf(next, { token: 'alice' })).toBe(400);
    expect(await statusOf(`${next}&name=x`, app)).toBe(400);
    expect(await statusOf(next.slice(0, -1), app)).toBe(400);
    expect(await statusOf(next.replace('Practitioner?', 'Organization?'), app)).toBe(400);
  });
});

test('a defect can replace one step and leaves nothing behind', async () => {
  const defect = {
    name: 'search.total-of-page',
    summary: 'The total counts the page.',
    clause: 'FHIR R4 bundle.html#bundle.total',
    replacementOf: replaceStep(countTotal, (exchange) => {
      exchange.total = Math.min(exchange.matches.length, exchange.plan.pageSize);
    }),
  };
  const total = async (asking: Asking) => (await askJson(`${practitioners}?_count=1`, asking)).json.total;
  expect(await total({ ...app, defects: [defect] })).toBe(1);
  expect(await total(app)).toBe(3);
});
