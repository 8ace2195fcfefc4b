import type { Bundle, FhirResource } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import {
  type Asking,
  ask,
  askJson,
  createPopulation,
  directory,
  directoryResources,
  linkOf,
  matchesOf,
  patientAccess,
} from '../testing.ts';

const alice: Asking = { token: 'alice' };
const narrow: Asking = { token: 'alice-narrow' };

/** References of everything in a Bundle, matches and includes. */
function shown({ entry = [] }: Bundle<FhirResource>): string[] {
  return entry.flatMap(({ resource, search }) =>
    resource && search?.mode !== 'outcome' ? [`${resource.resourceType}/${resource.id}`] : [],
  );
}

/** Everything of Bob, which Alice's token must not open by any route. */
const ofBob = ['Patient/bob', 'Observation/b1'];

describe('nothing of another member is found', () => {
  test.each([
    'Observation?_id=b1',
    'Observation?patient=bob',
    'Observation?patient=alice,bob',
    'Observation?subject=Patient/bob&_include=Observation:subject',
    'Observation?patient.name=baker',
    'Observation?patient:Patient.name=baker',
    'Observation?subject.name=baker',
    'Observation?subject:Patient.identifier:missing=true',
    'Patient?_id=bob',
    'Patient?_id=bob&_revinclude=Observation:subject',
    'Patient?_id=alice,bob&_revinclude=*&_include=*',
    'Patient?name=baker',
    'Patient?_has:Observation:patient:_id=b1',
    'Patient?_has:Observation:patient:code=8867-4',
    'Observation?_include=*&_include:iterate=*&_revinclude=*&_revinclude:iterate=*',
    'Practitioner?_has:PractitionerRole:practitioner:_has:Observation:performer:_id=b1',
    'PractitionerRole?_has:Observation:performer:_id=b1',
    'PractitionerRole?_revinclude=Observation:performer',
    'Organization?_revinclude:iterate=*',
  ])('by %s', async (query) => {
    const { status, json } = await askJson(`${patientAccess}/${query}`, alice);
    expect(status).toBe(200);
    for (const reference of shown(json)) expect(ofBob).not.toContain(reference);
    expect(JSON.stringify(json.entry ?? [])).not.toContain('Baker');
  });

  test('and a search for it looks like one for what does not exist', async () => {
    for (const [theirs, none] of [
      ['Observation?_id=b1', 'Observation?_id=zz'],
      ['Observation?patient.name=baker', 'Observation?patient.name=zzzzz'],
      [
        'PractitionerRole?_has:Observation:performer:_id=b1',
        'PractitionerRole?_has:Observation:performer:_id=zz',
      ],
      ['Observation?patient=bob', 'Observation?patient=nil'],
    ] as const) {
      const [a, b] = [
        await askJson(`${patientAccess}/${theirs}`, alice),
        await askJson(`${patientAccess}/${none}`, alice),
      ];
      expect(a.status).toBe(b.status);
      const { id: _a, link: _aLink, ...first } = a.json;
      const { id: _b, link: _bLink, ...second } = b.json;
      expect(first).toEqual(second);
    }
  });

  test('with a page link of that member', async () => {
    const { json } = await askJson(`${patientAccess}/Observation?_count=1`, alice);
    const next = linkOf(json, 'next') ?? '';
    expect((await ask(next, alice)).status).toBe(200);
    const { status, json: refusal } = await askJson(next, { token: 'bob' });
    expect(status).toBe(400);
    expect(JSON.stringify(refusal)).not.toContain('alice');
  });
});

describe('a type outside the token', () => {
  test('is refused when searched', async () => {
    expect((await ask(`${patientAccess}/Observation`, narrow)).status).toBe(403);
  });

  test.each([
    ['Patient?_revinclude=Observation:subject', ['Patient/alice']],
    ['Patient?_revinclude=*', ['Patient/alice']],
    ['Patient?_revinclude:iterate=*&_include:iterate=*', ['Patient/alice']],
    ['Patient?_has:Observation:patient:code=8867-4', []],
    ['Patient?_has:Coverage:patient:_id=c1', []],
    ['Patient?_has:RelatedPerson:patient:name=nunez', []],
  ])('is not there for %s', async (query, expected) => {
    const { json } = await askJson(`${patientAccess}/${query}`, narrow);
    expect(shown(json)).toEqual(expected);
  });

  test.each([
    [
      'Patient?_revinclude=Observation:subject',
      ['Patient/alice', 'Observation/o1', 'Observation/o2', 'Observation/o3'],
    ],
    ['Patient?_has:Observation:patient:code=8867-4', ['Patient/alice']],
    ['Patient?_has:RelatedPerson:patient:name=nunez', ['Patient/alice']],
    [
      'Observation?patient.name=archer&_id=o1&_include=Observation:patient',
      ['Observation/o1', 'Patient/alice'],
    ],
  ])('is there for %s once the token covers it', async (query, expected) => {
    const { json } = await askJson(`${patientAccess}/${query}`, alice);
    expect(shown(json)).toEqual(expected);
  });

  test('does not come with a chain: what is found behind it stays unknown', async () => {
    const patientOnly = await askJson(`${patientAccess}/Patient?_has:Observation:patient:_id=o1`, narrow);
    expect(patientOnly.json.total).toBe(0);
  });

  test('of a client that reads the directory is left out of includes and chains', async () => {
    const app: Asking = { token: 'directory' };
    const endpoint: FhirResource = {
      resourceType: 'Endpoint',
      id: 'e1',
      status: 'active',
      connectionType: { code: 'hl7-fhir-rest' },
      payloadType: [],
      address: 'https://e.example',
      managingOrganization: { reference: 'Organization/clinic' },
    };
    const population = createPopulation(() => withEndpoint);
    const withEndpoint = [...directoryResources, endpoint];
    const find = (query: string, asking: Asking) =>
      askJson(`${directory}/${query}`, { ...asking, population }).then(({ json }) => shown(json));
    const open: Asking = { directoryAuth: 'public' };
    expect(await find('Organization?_id=clinic&_revinclude=Endpoint:organization', open)).toEqual([
      'Organization/clinic',
      'Endpoint/e1',
    ]);
    expect(await find('Organization?_id=clinic&_revinclude=Endpoint:organization', app)).toEqual([
      'Organization/clinic',
    ]);
    expect(await find('Organization?_has:Endpoint:organization:_id=e1', open)).toEqual([
      'Organization/clinic',
    ]);
    expect(await find('Organization?_has:Endpoint:organization:_id=e1', app)).toEqual([]);
  });
});

test('a type that the token opens for reading alone is not searched behind another', async () => {
  const reader: Asking = { token: 'alice-reads-observations' };
  const has = 'Patient?_has:Observation:patient:code=8867-4';
  expect((await askJson(`${patientAccess}/${has}`, reader)).json.total).toBe(0);
  const { json } = await askJson(`${patientAccess}/Patient?_revinclude=Observation:subject`, reader);
  expect(shown(json)).toEqual(['Patient/alice']);
  expect((await ask(`${patientAccess}/Observation/o1`, reader)).status).toBe(200);
});

test('the supporting directory resources are those that the member’s covered types refer to', async () => {
  const found = async (asking: Asking) =>
    matchesOf((await askJson(`${patientAccess}/PractitionerRole`, asking)).json);
  expect(await found(alice)).toEqual(['r1']);
  expect(await found(narrow)).toEqual([]);
});
