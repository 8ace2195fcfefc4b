import { afterAll, describe, expect, test } from 'vitest';
import { steer } from '../control/sandbox.fixture.ts';

/** Reading and searching are rights of their own in SMART App Launch 2.0.0. */
describe('a token for reading Coverage and searching for Patient', () => {
  const { sandbox, control, ask } = steer();
  afterAll(() => sandbox.close());
  const [member] = sandbox.population.personas();
  const coverage = sandbox.population
    .compartment(member?.patientId ?? '', Date.now())
    .find(({ resourceType }) => resourceType === 'Coverage');

  test.each([
    ['GET', `Coverage/${coverage?.id}`, 200],
    ['GET', `Coverage/${coverage?.id}/_history`, 200],
    ['GET', 'Coverage', 403],
    ['GET', 'Coverage/_history', 403],
    ['POST', 'Coverage/_search', 403],
    ['GET', 'Patient', 200],
    ['POST', 'Patient/_search', 200],
    ['GET', `Patient/${member?.patientId}`, 403],
    ['GET', 'Observation', 403],
  ])('%s %s: %i', async (method, path, status) => {
    const { json } = await control('POST', '/tokens', {
      client_id: 'member-app',
      user_name: member?.userName,
      scope: 'patient/Coverage.r patient/Patient.s',
    });
    const answer = await ask(`/ghp/fhir4/v1/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${json.access_token}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      ...(method === 'POST' && { body: '' }),
    });
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.headers['www-authenticate']).toContain('insufficient_scope');
  });
});
