import type { Bundle, FhirResource, Organization } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import {
  type Asking,
  ask,
  askJson,
  createPopulation,
  directory,
  directoryResources,
  linkOf,
  patientAccess,
  publicUrl,
} from './testing.ts';

const clinicAt = (version: number, day: string): Organization => ({
  resourceType: 'Organization',
  id: 'clinic',
  meta: { versionId: String(version), lastUpdated: `2024-${day}T08:00:00.000Z` },
  name: `Clinic ${version}`,
});
const past: readonly FhirResource[] = [clinicAt(3, '05-01'), clinicAt(2, '03-01'), clinicAt(1, '01-01')];
const current = (asOf: number) =>
  past.find(({ meta }) => Date.parse(meta?.lastUpdated ?? '') <= asOf) ?? clinicAt(0, '01-01');

const unversioned = createPopulation();
const population = createPopulation(
  (asOf) => [...directoryResources.filter(({ id }) => id !== 'clinic'), current(asOf)],
  {
    history: (reference, asOf) =>
      reference === 'Organization/clinic'
        ? past.filter(({ meta }) => Date.parse(meta?.lastUpdated ?? '') <= asOf)
        : unversioned.history(reference, asOf),
    supportingHistory: (reference) => (reference === 'Organization/clinic' ? past.map(asView) : []),
  },
);

function asView(resource: FhirResource): FhirResource {
  return { ...resource, language: 'en' };
}

const app: Asking = { token: 'directory', population };
const alice: Asking = { token: 'alice', population };
const clinic = `${directory}/Organization/clinic`;

const versionsOf = (bundle: Bundle) =>
  (bundle.entry ?? []).map(({ resource, request, response }) => [
    request?.method,
    resource?.meta?.versionId ?? response?.etag,
  ]);

describe('vread', () => {
  test.each([
    ['1', 'Clinic 1'],
    ['2', 'Clinic 2'],
    ['3', 'Clinic 3'],
  ])('version %s is answered as it was served', async (version, name) => {
    const { status, headers, json } = await askJson(`${clinic}/_history/${version}`, app);
    expect(status).toBe(200);
    expect(json.name).toBe(name);
    expect(headers.etag).toBe(`W/"${version}"`);
  });

  test('is conditional too', async () => {
    const headers = { 'if-none-match': 'W/"2"' };
    expect((await ask(`${clinic}/_history/2`, { ...app, headers })).status).toBe(304);
  });

  test.each(['4', '0', '01', 'x', '1%20', ''])('version "%s" is not known', async (version) => {
    const { status, json } = await askJson(`${clinic}/_history/${version}`, app);
    expect(status).toBe(404);
    expect(json.resourceType).toBe('OperationOutcome');
  });

  test('members see their own view of what their resources refer to, in each version', async () => {
    const { json } = await askJson(`${patientAccess}/Organization/clinic/_history/1`, alice);
    expect(json).toMatchObject({ language: 'en', name: 'Clinic 1' });
  });
});

describe('the history of a resource', () => {
  test('has all versions, newest first, and tells what made them', async () => {
    const { json } = await askJson(`${clinic}/_history`, app);
    expect(json).toMatchObject({ resourceType: 'Bundle', type: 'history', total: 3 });
    expect(versionsOf(json)).toEqual([
      ['PUT', '3'],
      ['PUT', '2'],
      ['POST', '1'],
    ]);
    expect(json.entry[2]).toMatchObject({
      fullUrl: publicUrl + clinic,
      request: { url: 'Organization' },
      response: { status: '201 Created', etag: 'W/"1"', lastModified: '2024-01-01T08:00:00.000Z' },
    });
  });

  test.each<[string, string[]]>([
    ['_since=2024-03-01T08:00:00.000Z', ['3', '2']],
    ['_since=2024-03-01T10:00:00.000+02:00', ['3', '2']],
    ['_since=2024-03-01T08:00:00.001Z', ['3']],
    ['_since=2025', []],
    ['_at=2024-02', ['1']],
    ['_at=2024-03', ['2', '1']],
    ['_at=2024-04-01', ['2']],
    ['_at=2023', []],
  ])('%s', async (query, versions) => {
    const { json } = await askJson(`${clinic}/_history?${query}`, app);
    expect(versionsOf(json).map(([, version]) => version)).toEqual(versions);
    expect(json.total).toBe(versions.length);
    expect('entry' in json).toBe(versions.length > 0);
    expect(linkOf(json, 'self')).toContain(query.split('=')[0]);
  });

  test('comes in pages that show the data of the first', async () => {
    const first = (await askJson(`${clinic}/_history?_count=2`, app)).json;
    expect(versionsOf(first)).toHaveLength(2);
    const next = linkOf(first, 'next') ?? '';
    const last = (await askJson(next, { ...app, at: Date.parse('2030-01-01') })).json;
    expect(versionsOf(last)).toEqual([['POST', '1']]);
    expect(last.total).toBe(3);
    expect(linkOf(last, 'self')).toBe(next);
    expect(linkOf(last, 'next')).toBeUndefined();
  });

  test.each([
    ['_count=-1'],
    ['_count=x'],
    ['_since=yesterday'],
    ['_at='],
    ['_since=2024&_since=2025'],
    ['_page=forged'],
  ])('%s is refused by name', async (query) => {
    const { status, json } = await askJson(`${clinic}/_history?${query}`, app);
    expect(status).toBe(400);
    expect(json.issue[0].expression).toEqual([`http.${query.split('=')[0]}`]);
  });

  test('a page belongs to its resource and its client', async () => {
    const first = (await askJson(`${clinic}/_history?_count=1`, app)).json;
    const next = linkOf(first, 'next') ?? '';
    expect((await ask(next, { ...app, token: 'alice' })).status).toBe(400);
    expect((await ask(next.replace('/clinic', '/plan'), app)).status).toBe(400);
    expect((await ask(`${next}&_since=2024`, app)).status).toBe(400);
  });

  test('an unknown parameter is ignored, and refused when handling is strict', async () => {
    const { json } = await askJson(`${clinic}/_history?colour=red`, app);
    expect(linkOf(json, 'self')).toBe(`${publicUrl}${clinic}/_history`);
    const strict = { ...app, headers: { prefer: 'handling=strict' } };
    expect((await ask(`${clinic}/_history?colour=red`, strict)).status).toBe(400);
  });

  test.each(['', '/_history', '/_history/1'])(
    'what is another member’s looks like what is missing: %s',
    async (rest) => {
      const others = await askJson(`${patientAccess}/Observation/b1${rest}`, alice);
      const missing = await askJson(`${patientAccess}/Observation/b2${rest}`, alice);
      expect(others.status).toBe(404);
      expect(JSON.stringify(others.json)).toBe(JSON.stringify(missing.json).replaceAll('b2', 'b1'));
      expect(Object.keys(others.headers)).toEqual(Object.keys(missing.headers));
    },
  );
});

describe('the history of a type', () => {
  test('has every version of everything, newest first', async () => {
    const { json } = await askJson(`${directory}/Organization/_history?_count=3`, app);
    expect(json.total).toBe(6);
    const moments = json.entry.map(
      ({ response }: { response: { lastModified: string } }) => response.lastModified,
    );
    expect(moments).toEqual([...moments].sort().reverse());
  });

  test('has nothing but the member’s own', async () => {
    const { json } = await askJson(`${patientAccess}/Observation/_history`, alice);
    const ids = json.entry.map(({ resource }: { resource: FhirResource }) => resource.id);
    expect(ids.toSorted()).toEqual(['o1', 'o2', 'o3']);
    expect((await ask(`${patientAccess}/Observation/_history`, { token: 'alice-narrow' })).status).toBe(403);
  });
});

describe('what was deleted', () => {
  const deletions = (patientId: string | undefined) =>
    patientId === 'alice'
      ? [{ reference: 'Coverage/old', versionId: '2', deletedAt: Date.parse('2024-05-20') }]
      : patientId === undefined
        ? ['gone', 'unseen'].map((id) => ({
            reference: `Practitioner/${id}`,
            versionId: '2',
            deletedAt: Date.parse('2024-05-20'),
          }))
        : [];
  const withDeletions = createPopulation(
    () => [
      ...directoryResources.filter(({ id }) => id !== 'r1'),
      {
        resourceType: 'PractitionerRole',
        id: 'r1',
        meta: { versionId: '1', lastUpdated: '2024-01-01T00:00:00Z' },
        practitioner: { reference: 'Practitioner/gone' },
      },
    ],
    {
      deletions,
      history: (reference) =>
        reference === 'Coverage/old'
          ? [
              {
                resourceType: 'Coverage',
                id: 'old',
                meta: { versionId: '1', lastUpdated: '2024-05-01T00:00:00Z' },
                status: 'active',
                beneficiary: { reference: 'Patient/alice' },
                payor: [],
              },
            ]
          : [],
    },
  );
  const asking: Asking = { token: 'alice', population: withDeletions };

  test.each([
    [`${patientAccess}/Coverage/old`, 'alice', 410],
    [`${patientAccess}/Coverage/old/_history/2`, 'alice', 410],
    [`${patientAccess}/Coverage/old/_history/1`, 'alice', 200],
    [`${patientAccess}/Coverage/old`, 'bob', 404],
    [`${patientAccess}/Coverage/old/_history/1`, 'bob', 404],
    [`${patientAccess}/Coverage/old/_history`, 'bob', 404],
    [`${directory}/Practitioner/gone`, 'directory', 410],
    [`${patientAccess}/Practitioner/gone`, 'alice', 410],
    [`${patientAccess}/Practitioner/unseen`, 'alice', 404],
    [`${patientAccess}/Practitioner/gone`, 'bob', 410],
  ])('%s by %s: %i', async (url, token, status) => {
    const { json, status: answered } = await askJson(url, { ...asking, token });
    expect(answered).toBe(status);
    if (status === 410) expect(json.issue[0].code).toBe('deleted');
  });

  test('stands in the history without content', async () => {
    const { json } = await askJson(`${patientAccess}/Coverage/old/_history`, asking);
    expect(versionsOf(json)).toEqual([
      ['DELETE', 'W/"2"'],
      ['POST', '1'],
    ]);
    expect(json.entry[0]).not.toHaveProperty('resource');
    const ofType = (await askJson(`${patientAccess}/Coverage/_history`, asking)).json;
    expect(versionsOf(ofType)[0]).toEqual(['DELETE', 'W/"2"']);
  });
});
