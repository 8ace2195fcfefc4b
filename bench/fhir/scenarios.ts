import type { Bundle, Practitioner } from 'fhir/r4.js';
import type { Client } from './client.ts';

export interface Scenario {
  readonly name: string;
  readonly status: 200 | 304;
  readonly headers: Readonly<Record<string, string>>;
  /** With more than one, each connection takes them in turn, so that no answer is simply kept. */
  readonly paths: readonly string[];
}

const directory = '/ghp/fhir4/providerdirectory/v1';
const patientAccess = '/ghp/fhir4/v1';
const NAMES = 200;

export async function createScenarios(client: Client): Promise<readonly Scenario[]> {
  const asApp = { authorization: `Bearer ${client.directoryToken}` };
  const asMember = { authorization: `Bearer ${client.memberToken}` };
  const found = async (path: string, headers: Readonly<Record<string, string>>) =>
    (await client.get(path, headers)).json() as Bundle;
  const claim = (await found(`${patientAccess}/ExplanationOfBenefit?_count=1`, asMember)).entry?.[0]
    ?.resource;
  const people = await found(`${directory}/Practitioner?_count=${NAMES}`, asApp);
  const names = (people.entry ?? []).flatMap(
    ({ resource }) => (resource as Practitioner).name?.[0]?.family ?? [],
  );
  const role = `${directory}/PractitionerRole`;
  const read = `${patientAccess}/ExplanationOfBenefit/${claim?.id}`;
  return [
    { name: 'read', status: 200, headers: asMember, paths: [read] },
    {
      name: 'conditional read',
      status: 304,
      headers: { ...asMember, 'if-none-match': `W/"${claim?.meta?.versionId}"` },
      paths: [read],
    },
    {
      name: 'directory read',
      status: 200,
      headers: asApp,
      paths: [`${directory}/Practitioner/${people.entry?.[0]?.resource?.id}`],
    },
    {
      name: '10 entries',
      status: 200,
      headers: asMember,
      paths: [`${patientAccess}/ExplanationOfBenefit?_count=10`],
    },
    {
      name: '50 entries',
      status: 200,
      headers: asMember,
      paths: [`${patientAccess}/ExplanationOfBenefit?_count=50`],
    },
    { name: '50 roles', status: 200, headers: asApp, paths: [`${role}?_count=50`] },
    {
      name: 'include',
      status: 200,
      headers: asApp,
      paths: [`${role}?_count=10&_include=PractitionerRole:practitioner`],
    },
    {
      name: 'chained',
      status: 200,
      headers: asApp,
      paths: names.map((name) => `${role}?practitioner.name=${encodeURIComponent(name)}&_count=10`),
    },
  ];
}
