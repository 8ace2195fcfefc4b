import type { Bundle, FhirResource } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { type Asking, ask, askJson, directory, patientAccess } from '../testing.ts';

const app: Asking = { token: 'directory' };
const alice: Asking = { token: 'alice' };

const entriesOf = ({ entry = [] }: Bundle<FhirResource>) =>
  entry.map(({ resource, search }) => `${search?.mode} ${resource?.resourceType}/${resource?.id}`);

describe('what cannot be processed is refused by name', () => {
  test.each([
    ['Practitioner?_sort=shoe-size', '_sort', 'shoe-size'],
    ['Location?_sort=near', '_sort', 'near'],
    ['Practitioner?_sort=', '_sort', ''],
    ['Practitioner?_sort=name&_sort=family', '_sort', 'family'],
    ['Practitioner?_sort:desc=name', '_sort:desc', 'name'],
    ['Practitioner?_summary=yes', '_summary', 'yes'],
    ['Practitioner?_elements=name.family', '_elements', 'name.family'],
    ['Practitioner?_elements=', '_elements', ''],
    ['Practitioner?_summary=true&_elements=name', '_elements', ''],
    ['Practitioner?_total=some', '_total', 'some'],
    ['Practitioner?_pretty=maybe', '_pretty', 'maybe'],
    ['Practitioner?_count:exact=1', '_count:exact', '1'],
    ['PractitionerRole?_include=practitioner', '_include', 'practitioner'],
    ['PractitionerRole?_include=PractitionerRole:specialty', '_include', 'PractitionerRole:specialty'],
    [
      'PractitionerRole?_include=PractitionerRole:practitioner:Patient',
      '_include',
      'PractitionerRole:practitioner:Patient',
    ],
    ['PractitionerRole?_include=Nothing:practitioner', '_include', 'Nothing:practitioner'],
    [
      'PractitionerRole?_include:recurse=PractitionerRole:practitioner',
      '_include:recurse',
      'PractitionerRole:practitioner',
    ],
    ['PractitionerRole?_summary=text&_include=*', '_summary', 'text'],
    ['PractitionerRole?practitioner.shoe-size=1', 'practitioner.shoe-size', '1'],
    ['PractitionerRole?practitioner:Patient.name=x', 'practitioner:Patient.name', 'x'],
    ['PractitionerRole?specialty.name=x', 'specialty.name', 'x'],
    ['PractitionerRole?practitioner.name:folded=x', 'practitioner.name:folded', 'x'],
    ['Practitioner?_has:PractitionerRole:practitioner=x', '_has:PractitionerRole:practitioner', 'x'],
    [
      'Practitioner?_has:PractitionerRole:location:specialty=x',
      '_has:PractitionerRole:location:specialty',
      'x',
    ],
    ['Practitioner?_has:Nothing:practitioner:specialty=x', '_has:Nothing:practitioner:specialty', 'x'],
    ['Location?near=here', 'near', 'here'],
    ['Location?near=37|-121|5|miles', 'near', '37|-121|5|miles'],
    ['Location?near=91|0', 'near', '91|0'],
    ['Practitioner?identifier:of-type=a|b', 'identifier:of-type', 'a|b'],
    ['PractitionerRole?specialty:of-type=a|b|c', 'specialty:of-type', 'a|b|c'],
    ['PractitionerRole?specialty:above=a', 'specialty:above', 'a'],
    ['Practitioner?_profile:below=urn:x', '_profile:below', 'urn:x'],
    ['PractitionerRole?practitioner=a b', 'practitioner', 'a b'],
  ])('%s', async (query, parameter, value) => {
    const { status, json } = await askJson(`${directory}/${query}`, app);
    expect(status).toBe(400);
    expect(json.issue[0]).toMatchObject({ severity: 'error', expression: [`http.${parameter}`] });
    expect(json.issue[0].diagnostics).toContain(`"${parameter}" with the value "${value}"`);
  });

  test('searches without end', async () => {
    const many = `name=${Array(1001).fill('x').join()}`;
    const nested = `PractitionerRole?${'organization.partof.partof.partof.partof.partof.partof.name'}=x`;
    const parameters = Array.from({ length: 101 }, () => 'name=x').join('&');
    for (const query of [`Practitioner?${many}`, nested, `Practitioner?${parameters}`]) {
      expect((await ask(`${directory}/${query}`, app)).status, query.slice(0, 60)).toBe(400);
    }
  });
});

test.each([
  ['quantity', 'Observation?value-quantity=abc'],
  ['quantity', 'Observation?value-quantity=5.4|http://unitsofmeasure.org'],
  ['quantity', 'Observation?value-quantity=5|a|b|c'],
  ['quantity', 'Observation?combo-value-quantity=zz5'],
])('a malformed %s is refused: %s', async (_kind, query) => {
  expect((await ask(`${patientAccess}/${query}`, alice)).status).toBe(400);
});

test('includes follow the matches, each once, with their own mode and URL', async () => {
  const query =
    'PractitionerRole?_include=PractitionerRole:practitioner&_include=PractitionerRole:organization';
  const { json } = await askJson(`${directory}/${query}`, app);
  expect(json.total).toBe(2);
  expect(entriesOf(json)).toEqual([
    'match PractitionerRole/r1',
    'match PractitionerRole/r2',
    'include Practitioner/p1',
    'include Organization/clinic',
    'include Practitioner/p2',
  ]);
  expect(json.entry[2].fullUrl).toMatch(/\/Practitioner\/p1$/);
});

test('an include goes on with :iterate only', async () => {
  const query = 'Practitioner?_id=p1&_revinclude=PractitionerRole:practitioner';
  const once = await askJson(`${directory}/${query}&_include=PractitionerRole:organization`, app);
  expect(entriesOf(once.json)).toEqual(['match Practitioner/p1', 'include PractitionerRole/r1']);
  const iterated = await askJson(`${directory}/${query}&_include:iterate=PractitionerRole:organization`, app);
  expect(entriesOf(iterated.json)).toEqual([
    'match Practitioner/p1',
    'include PractitionerRole/r1',
    'include Organization/clinic',
  ]);
});

test('_total=none leaves the total out, and _summary=count still tells it', async () => {
  expect((await askJson(`${directory}/Practitioner?_total=none`, app)).json).not.toHaveProperty('total');
  const { json } = await askJson(`${directory}/Practitioner?_summary=count&_count=1`, app);
  expect(json.total).toBe(3);
  expect(json).not.toHaveProperty('entry');
});

test.each([
  ['family', ['p3', 'p1', 'p2']],
  ['-family', ['p2', 'p1', 'p3']],
  ['-_id', ['p3', 'p2', 'p1']],
  ['_lastUpdated,-given', ['p1', 'p2', 'p3']],
])('_sort=%s', async (sort, ids) => {
  for (const count of ['1', '50']) {
    const found: string[] = [];
    let next: string | undefined = `${directory}/Practitioner?_sort=${sort}&_count=${count}`;
    while (next !== undefined) {
      const { json }: { json: Bundle<FhirResource> } = await askJson(next, app);
      found.push(...(json.entry?.map(({ resource }) => resource?.id ?? '') ?? []));
      next = json.link?.find(({ relation }) => relation === 'next')?.url;
    }
    expect(found).toEqual(ids);
  }
});

test('_pretty breaks lines, in results and in refusals', async () => {
  const { body } = await ask(`${directory}/Practitioner?_pretty=true&_count=1`, app);
  expect(String(body)).toContain('{\n  "resourceType": "Bundle"');
  const refusal = await ask(`${directory}/Practitioner?_pretty=true&_count=x`, app);
  expect(String(refusal.body)).toContain('\n  "issue": [');
  expect(String((await ask(`${directory}/Practitioner?_pretty=false`, app)).body)).not.toContain('\n');
});
