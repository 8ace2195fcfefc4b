import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeSandbox } from '../../lib/embedded-target.ts';
import { createSandbox, type Sandbox } from '../../lib/sandbox.ts';
import { hashSecret } from '../../mock-server/oauth/secrets.ts';
import { jsonObjectOf } from '../../suites/runner/http.ts';
import { Session } from '../../suites/runner/session.ts';

const url = 'http://plan.test';
const redirectUri = 'https://app.example/callback';
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = createSandbox({ publicUrls: { standard: url }, members: 5, practitioners: 16, control: true });
  const [memberApp] = sandbox.demoApps.filter(({ clientId }) => clientId === 'member-app');
  if (!memberApp) throw new Error('there is no member-app');
  await sandbox.core.apps.put({
    ...memberApp,
    clientId: 'notebook-prod',
    secretHash: hashSecret('secret'),
    environment: 'production',
    redirectUris: [redirectUri],
  });
});
afterAll(() => sandbox.close());

function sessionOf(
  people: Sandbox['population'],
  client?: { id: string; secret: string; redirectUri: string },
) {
  const [member] = people.personas();
  if (!member) throw new Error('there are no personas');
  const { userName, password } = member;
  const described = describeSandbox(sandbox, url, 'sandbox');
  const target = {
    ...described,
    members: [{ userName, password }],
    clients: { ...described.clients, ...(client && { member: client }) },
  };
  const session = new Session({
    target,
    transport: sandbox.transport('standard'),
    randomBytes,
    now: () => 0,
  });
  const send = (request: Parameters<typeof session.http.send>[0]) => session.http.send(request, 'test');
  return { session, send, member };
}

const production = { id: 'notebook-prod', secret: 'secret', redirectUri };

async function patientIdsOf({ session, send }: ReturnType<typeof sessionOf>): Promise<unknown> {
  const { accessToken } = await session.newMemberToken(send);
  const headers = { authorization: `Bearer ${accessToken}` };
  const answer = jsonObjectOf(await send({ method: 'GET', url: `${url}/ghp/fhir4/v1/Patient`, headers }));
  const entries = (answer?.entry ?? []) as { resource: { id: string } }[];
  return entries.map(({ resource }) => resource.id);
}

describe('an app with production access [PROD-9]', () => {
  test('gets the data of members of production, other apps that of the sandbox', async () => {
    const prod = sessionOf(sandbox.production, production);
    const dev = sessionOf(sandbox.population);
    expect(await patientIdsOf(prod)).toEqual([prod.member.patientId]);
    expect(await patientIdsOf(dev)).toEqual([dev.member.patientId]);
    expect(prod.member.patientId).not.toBe(dev.member.patientId);
  });

  test('finds no member of the sandbox, nor the reverse [PROD-10]', async () => {
    for (const [people, client] of [
      [sandbox.population, production],
      [sandbox.production, undefined],
    ] as const) {
      const { session, send } = sessionOf(people, client);
      const [member] = people.personas();
      const other = people === sandbox.population ? sandbox.production : sandbox.population;
      // Names may be the same in both; then the password is not.
      expect(other.findMember(member?.userName ?? '')?.password).not.toBe(member?.password);
      await expect(session.newMemberToken(send)).rejects.toThrow('no authorization code');
    }
  });

  test('a session of the one is none in the other', async () => {
    const { session, send } = sessionOf(sandbox.population);
    await session.newMemberToken(send);
    // The same browser, signed in as a sandbox member, is asked to sign in for the production app.
    const end = await session.authorize({ client: production, pkce: session.pkce(), state: 's' }, send);
    expect([end.kind, end.pages.login === undefined]).toEqual(['page', false]);
  });
});

test('the control plane makes tokens of production members for apps with production access', async () => {
  const [member] = sandbox.production.personas();
  const { send } = sessionOf(sandbox.production, production);
  const minted = await send({
    method: 'POST',
    url: `${url}/_sandbox/tokens`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_id: 'notebook-prod', patient: member?.patientId }),
  });
  const headers = { authorization: `Bearer ${jsonObjectOf(minted)?.access_token}` };
  const answer = await send({
    method: 'GET',
    url: `${url}/ghp/fhir4/v1/Patient/${member?.patientId}`,
    headers,
  });
  expect(jsonObjectOf(answer)).toMatchObject({ resourceType: 'Patient', id: member?.patientId });
});
