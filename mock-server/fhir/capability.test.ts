import type { CapabilityStatement, CapabilityStatementRestResource, InsurancePlan } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import {
  askJson,
  createPopulation,
  directory,
  directoryResources,
  patientAccess,
  publicUrl,
} from './testing.ts';

async function resources(base: string, asking = {}): Promise<readonly CapabilityStatementRestResource[]> {
  const { json } = await askJson(`${base}/metadata`, asking);
  return (json as CapabilityStatement).rest?.[0]?.resource ?? [];
}

test('the CapabilityStatement needs no token and names release, base, security and CORS', async () => {
  const { status, json } = await askJson(`${patientAccess}/metadata`);
  expect(status).toBe(200);
  expect(json).toMatchObject({
    resourceType: 'CapabilityStatement',
    fhirVersion: '4.0.1',
    kind: 'instance',
    implementation: { url: publicUrl + patientAccess },
    rest: [{ mode: 'server', security: { cors: true, service: [{ coding: [{ code: 'SMART-on-FHIR' }] }] } }],
  });
  expect(json.rest[0].security.extension[0].extension).toContainEqual({
    url: 'token',
    valueUri: `${publicUrl}/oauth/v1/token`,
  });
});

test.each([
  [directory, ['plan-net|1.1.0'], ['hl7.fhir.us.davinci-pdex-plan-net|1.1.0']],
  [
    patientAccess,
    ['us-core-server|6.1.0', 'c4bb|2.0.0'],
    ['hl7.fhir.us.core|6.1.0', 'hl7.fhir.us.carin-bb|2.0.0'],
  ],
])('%s says which guides it follows', async (base, servers, guides) => {
  const { json } = await askJson(`${base}/metadata`);
  const lastPart = (url: string) => url.split('/').at(-1);
  expect(json.instantiates.map(lastPart)).toEqual(servers);
  expect(json.implementationGuide.map(lastPart)).toEqual(guides);
});

test('every advertised parameter is processed and shown in the self link', async () => {
  const values: Record<string, string> = {
    date: '2024',
    quantity: '5.4',
    special: '37.3|-121.9',
    token: 'x',
    string: 'x',
    reference: 'x',
    uri: 'urn:x',
  };
  for (const base of [directory, patientAccess]) {
    for (const { type, searchParam = [] } of await resources(base)) {
      if (type === 'ExplanationOfBenefit') continue;
      const query = searchParam.map(({ name, type: kind }) => `${name}=${values[kind]}`).join('&');
      const { json } = await askJson(`${base}/${type}?${query}`, { token: 'alice' });
      const self = new URL(json.link[0].url).searchParams;
      expect([...self.keys()], type).toEqual(searchParam.map(({ name }) => name));
    }
  }
});

test('optional types are offered when the population has them', async () => {
  const plan: InsurancePlan = { resourceType: 'InsurancePlan', id: 'gold', name: 'Gold' };
  const withPlan = [...directoryResources, plan];
  const population = createPopulation(() => withPlan);
  expect((await resources(directory)).map(({ type }) => type)).not.toContain('InsurancePlan');
  expect((await resources(directory, { population })).map(({ type }) => type)).toContain('InsurancePlan');
});
