import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type {
  Bundle,
  CapabilityStatement,
  ExplanationOfBenefit,
  FhirResource,
  Observation,
} from 'fhir/r4.js';
import smart from 'fhirclient';
import { describe, expect, it } from 'vitest';
import { type ServedSandbox, served } from './sandbox.fixture.ts';

/** fhirclient with a token that was got before. */
function clientOf(serverUrl: string, accessToken: string, patient?: string) {
  const request = new IncomingMessage(new Socket());
  request.headers.host = '127.0.0.1';
  const storage = { get: async () => undefined, set: async () => undefined, unset: async () => false };
  const tokenResponse = { access_token: accessToken, token_type: 'Bearer', ...(patient && { patient }) };
  return smart(request, new ServerResponse(request), storage).client({
    serverUrl,
    clientId: 'walk',
    tokenResponse,
  } as Parameters<ReturnType<typeof smart>['client']>[0]);
}

async function asMember({ target, session }: ServedSandbox) {
  const { accessToken } = await session.memberToken();
  return clientOf(target.patientAccess ?? '', accessToken, session.member().patientId);
}

async function asApp({ target, session }: ServedSandbox) {
  const { accessToken } = await session.directoryToken();
  return clientOf(target.providerDirectory ?? '', accessToken);
}

describe.each(['documented', 'standard'] as const)('fhirclient in the data of the %s dialect', (dialect) => {
  const sandbox = served(dialect);

  it('finds release and capabilities', async () => {
    const client = await asMember(sandbox());
    expect(await client.getFhirVersion()).toBe('4.0.1');
    expect(await client.getFhirRelease()).toBe(4);
    const statement = await client.request<CapabilityStatement>('metadata');
    expect(statement.rest?.[0]?.resource?.map(({ type }) => type)).toContain('ExplanationOfBenefit');
  });

  it('reads the patient of the token', async () => {
    const client = await asMember(sandbox());
    const patient = await client.patient.read();
    expect(patient.id).toBe(sandbox().session.member().patientId);
  });

  it('fetches all pages flat, each resource once', async () => {
    const client = await asMember(sandbox());
    const options = { pageLimit: 0, flat: true };
    const all = await client.patient.request<Observation[]>('Observation?_count=9', options);
    const { total } = await client.patient.request<Bundle>('Observation?_count=0');
    expect(all.length).toBe(total);
    expect(new Set(all.map(({ id }) => id)).size).toBe(total);
    expect(all.length).toBeGreaterThan(9);
  });

  it('resolves references into what they refer to', async () => {
    const client = await asMember(sandbox());
    const [one] = await client.request<ExplanationOfBenefit[]>('ExplanationOfBenefit?_count=1', {
      flat: true,
    });
    const resolved = await client.request<Record<'insurer' | 'patient', FhirResource>>(
      `ExplanationOfBenefit/${one?.id}`,
      { resolveReferences: ['insurer', 'patient'] },
    );
    expect(resolved.insurer.resourceType).toBe('Organization');
    expect(resolved.patient).toMatchObject({ resourceType: 'Patient', id: client.patient.id });
  });

  it('walks the directory with includes', async () => {
    const client = await asApp(sandbox());
    const found = await client.request<Bundle>(
      'PractitionerRole?_count=4&_include=PractitionerRole:practitioner&_include=PractitionerRole:organization',
    );
    const types = (found.entry ?? []).map(({ resource }) => resource?.resourceType);
    expect(types).toContain('Practitioner');
    expect(types).toContain('Organization');
  });

  it('tells of a refusal what the outcome says', async () => {
    const client = await asMember(sandbox());
    await expect(client.request('Observation?date=tomorrow')).rejects.toThrow(/date/);
    await expect(client.request('Patient/no-such-id')).rejects.toMatchObject({ status: 404 });
  });
});
