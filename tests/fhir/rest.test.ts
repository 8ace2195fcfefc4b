import type { CapabilityStatement, CapabilityStatementRestResource, FhirResource } from 'fhir/r4.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Bundle,
  directory,
  openPlan,
  type Plan,
  patientAccess,
  publicUrl,
  resourcesOf,
} from './plan.fixture.ts';

/** Personas whose records have at least one resource of each type between them. */
const PERSONAS = 20;

interface Example {
  readonly resource: FhirResource;
  readonly token: string;
}

describe.each(['documented', 'standard'] as const)('the %s dialect', (dialect) => {
  let plan: Plan;
  beforeAll(() => {
    plan = openPlan(dialect);
  });
  afterAll(() => plan.close());

  const advertised = async (base: string): Promise<CapabilityStatementRestResource[]> =>
    (await plan.ask(`${base}/metadata`)).json<CapabilityStatement>().rest?.[0]?.resource ?? [];

  async function findExample(base: string, type: string): Promise<Example | undefined> {
    for (let index = 0; index < PERSONAS; index += 1) {
      const token = base === directory ? await plan.directoryToken() : await plan.memberToken(index);
      const found = await plan.ask(`${base}/${type}?_count=1`, { token });
      const [resource] = resourcesOf(found.json<Bundle>());
      if (resource) return { resource, token };
    }
    return undefined;
  }

  async function exampleOf(base: string, type: string): Promise<Example> {
    const example = await findExample(base, type);
    if (!example) throw new Error(`nobody has a ${type}`);
    return example;
  }

  test.each([directory, patientAccess])('%s: every interaction that is advertised works', async (base) => {
    const types = await advertised(base);
    let examined = 0;
    for (const { type, interaction } of types) {
      // Nothing of the members' leads to some of the types that it could lead to.
      const example = await findExample(base, type);
      if (!example) continue;
      examined += 1;
      const { resource, token } = example;
      const at = `${base}/${type}/${resource.id}`;
      const version = resource.meta?.versionId;
      const urls: Record<string, string> = {
        read: at,
        vread: `${at}/_history/${version}`,
        'history-instance': `${at}/_history`,
        'history-type': `${base}/${type}/_history?_count=2`,
        'search-type': `${base}/${type}?_id=${resource.id}`,
      };
      expect(interaction?.map(({ code }) => code).toSorted(), type).toEqual(Object.keys(urls).toSorted());
      for (const { code } of interaction ?? []) {
        const answer = await plan.ask(urls[code] ?? '', { token });
        expect(answer.status, `${code} ${type}`).toBe(200);
        const isBundle = code !== 'read' && code !== 'vread';
        const found = isBundle
          ? resourcesOf(answer.json<Bundle>()).find(({ id }) => id === resource.id)
          : answer.json();
        if (code !== 'history-type')
          expect(withoutTag(found), `${code} ${type}`).toEqual(withoutTag(resource));
        if (code.startsWith('history')) expect(answer.json<Bundle>().type).toBe('history');
      }
    }
    expect(examined).toBeGreaterThanOrEqual(types.length - 2);
  });

  test.each([directory, patientAccess])('%s: what is not advertised is refused', async (base) => {
    const { resource, token } = await exampleOf(base, 'Organization');
    const at = `${base}/Organization/${resource.id}`;
    for (const [method, url, status] of [
      ['POST', `${base}/Organization`, 405],
      ['PUT', at, 405],
      ['PATCH', at, 405],
      ['DELETE', at, 405],
      ['PUT', `${base}/Organization?name=x`, 405],
      ['DELETE', `${base}/Organization?name=x`, 405],
      ['POST', base, 405],
      ['GET', `${base}/_history`, 404],
      ['GET', `${at}/$validate`, 404],
      ['GET', `${base}/Group`, 404],
      ['GET', `${base}/organization`, 404],
      ['GET', `${base}/Organization/..%2FOrganization%2F${resource.id}`, 404],
    ] as const) {
      const answer = await plan.ask(url, { method, token });
      expect(answer.status, `${method} ${url}`).toBe(status);
      expect(answer.json().resourceType).toBe('OperationOutcome');
      if (status === 405) expect(answer.headers.allow).toContain('OPTIONS');
    }
  });

  test('a version that was is served as it was, and the history counts them all', async () => {
    const token = await plan.directoryToken();
    const changes = (
      await plan.ask(`${directory}/Practitioner/_history?_count=200`, { token })
    ).json<Bundle>();
    const changed = resourcesOf(changes).find(({ meta }) => Number(meta?.versionId) >= 3);
    const at = `${directory}/Practitioner/${changed?.id}`;
    const current = (await plan.ask(at, { token })).json();
    const history = (await plan.ask(`${at}/_history`, { token })).json<Bundle>();
    expect(history.total).toBe(Number(current.meta?.versionId));
    const versions = resourcesOf(history);
    expect(versions.map(({ meta }) => Number(meta?.versionId))).toEqual(
      Array.from({ length: history.total ?? 0 }, (_, index) => (history.total ?? 0) - index),
    );
    for (const version of versions) {
      const answer = await plan.ask(`${at}/_history/${version.meta?.versionId}`, { token });
      expect(withoutTag(answer.json())).toEqual(withoutTag(version));
      expect(answer.headers['last-modified']).toBe(new Date(version.meta?.lastUpdated ?? '').toUTCString());
    }
  });

  test('HEAD has the status and the headers of GET', async () => {
    const { resource, token } = await exampleOf(patientAccess, 'ExplanationOfBenefit');
    for (const path of [`/${resource.id}`, `/${resource.id}/_history`, '?_count=2', '/no-such-id']) {
      const url = `${patientAccess}/ExplanationOfBenefit${path}`;
      const ids = { 'x-request-id': 'the-same' };
      const [get, head] = await Promise.all(
        ['GET', 'HEAD'].map((method) => plan.ask(url, { method, token, headers: ids })),
      );
      expect(head?.body).toBe('');
      expect(head?.status).toBe(get?.status);
      const [headOf, getOf] = [head, get].map(
        (answer) => ({ ...answer?.headers, date: '' }) as Record<string, string>,
      );
      expect(headOf).toEqual(getOf);
      expect(headOf?.['content-length']).toBe(String(Buffer.byteLength(get?.body ?? '')));
    }
  });

  test('a resource that is deleted is gone for those who had it, and unknown to everyone else', async () => {
    const [mine, others] = [await plan.memberToken(0), await plan.memberToken(1)];
    const patient = plan.patientId(0);
    const url = `${patientAccess}/Coverage/test-1`;
    const overlay = `/_sandbox/overlay/Coverage/test-1?patient=${patient}`;
    const coverage = {
      resourceType: 'Coverage',
      status: 'active',
      beneficiary: { reference: `Patient/${patient}` },
      payor: [{ display: 'none' }],
    };
    const json = { 'content-type': 'application/json' };
    await plan.ask(overlay, { method: 'PUT', headers: json, body: JSON.stringify(coverage) });
    expect((await plan.ask(url, { token: mine })).status).toBe(200);
    expect((await plan.ask(overlay, { method: 'DELETE' })).status).toBe(200);
    const gone = await plan.ask(url, { token: mine });
    expect(gone.status).toBe(410);
    expect(gone.json()).toMatchObject({ issue: [{ code: 'deleted' }] });
    expect((await plan.ask(`${url}/_history/1`, { token: mine })).status).toBe(200);
    expect((await plan.ask(`${url}/_history`, { token: mine })).json<Bundle>().total).toBe(2);
    expect(
      (await plan.ask(`${patientAccess}/Coverage?_id=test-1`, { token: mine })).json<Bundle>().total,
    ).toBe(0);
    for (const rest of ['', '/_history', '/_history/1', '/_history/2'])
      expect((await plan.ask(url + rest, { token: others })).status).toBe(404);
    await plan.ask('/_sandbox/overlay', { method: 'DELETE' });
    expect((await plan.ask(url, { token: mine })).status).toBe(404);
  });

  test('an app reaches only the products that it was registered for', async () => {
    const register = (client_id: string, products: readonly string[]) =>
      plan.ask('/_sandbox/apps', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ client_id, name: client_id, products }),
      });
    expect((await register('few-products', ['Patient', 'Practitioner'])).status).toBe(201);
    const order = { client_id: 'few-products' };
    const member = await plan.mint({ ...order, user_name: plan.userNames[0] ?? '' });
    const app = await plan.mint(order);
    for (const [url, token, status] of [
      [`${patientAccess}/Patient`, member, 200],
      [`${patientAccess}/Coverage`, member, 403],
      [`${patientAccess}/Coverage/_history`, member, 403],
      [`${patientAccess}/Coverage/any`, member, 403],
      [`${patientAccess}/Coverage/any/_history/1`, member, 403],
      [`${directory}/Practitioner?_count=1`, app, 200],
      [`${directory}/Organization?_count=1`, app, 403],
      [`${directory}/Organization/any`, app, 403],
      [`${patientAccess}/Patient`, app, 403],
      [`${patientAccess}/Patient/${plan.patientId(0)}`, app, 403],
    ] as const) {
      const answer = await plan.ask(url, { token });
      expect(answer.status, url).toBe(status);
      if (status === 403) expect(answer.headers['www-authenticate']).toContain('insufficient_scope');
    }
    const included = await plan.ask(`${patientAccess}/Patient?_revinclude=Coverage:beneficiary`, {
      token: member,
    });
    expect(resourcesOf(included.json<Bundle>()).map(({ resourceType }) => resourceType)).not.toContain(
      'Coverage',
    );
  });

  test('the security of the CapabilityStatement is that of the SMART configuration', async () => {
    for (const base of [directory, patientAccess]) {
      const statement = (await plan.ask(`${base}/metadata`)).json<CapabilityStatement>();
      const uris = statement.rest?.[0]?.security?.extension?.[0]?.extension ?? [];
      const smart = await plan.ask(`${base}/.well-known/smart-configuration`);
      expect(smart.status).toBe(dialect === 'standard' ? 200 : 404);
      for (const { valueUri = '' } of uris) {
        expect(valueUri.startsWith(publicUrl)).toBe(true);
        expect((await plan.ask(valueUri)).status, valueUri).not.toBe(404);
      }
      if (dialect === 'documented') continue;
      const told = smart.json<Record<string, string>>();
      expect(Object.fromEntries(uris.map(({ url, valueUri }) => [url, valueUri]))).toEqual({
        authorize: told.authorization_endpoint,
        token: told.token_endpoint,
        introspect: told.introspection_endpoint,
        revoke: told.revocation_endpoint,
        manage: told.management_endpoint,
      });
    }
  });
});

/** The request's own mark is no part of the content. */
function withoutTag(resource: FhirResource | undefined) {
  if (!resource) return undefined;
  const { tag = [], ...meta } = resource.meta ?? {};
  const kept = tag.filter(({ system }) => system !== 'tranzform-apim-request-ns');
  return { ...resource, meta: { ...meta, ...(kept.length > 0 && { tag: kept }) } };
}
