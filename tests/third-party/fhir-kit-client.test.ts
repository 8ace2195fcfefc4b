import type { Bundle, CapabilityStatement, FhirResource } from 'fhir/r4.js';
import { Client } from 'fhir-kit-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServedSandbox, serveSandbox } from './sandbox.fixture.ts';

interface Case {
  readonly api: 'patientAccess' | 'providerDirectory';
  /** A search with more matches than fit on a page. */
  readonly type: 'ExplanationOfBenefit' | 'Practitioner';
  readonly token: (sandbox: ServedSandbox) => Promise<string>;
}

const cases: readonly Case[] = [
  {
    api: 'patientAccess',
    type: 'ExplanationOfBenefit',
    token: async ({ session }) => (await session.memberToken()).accessToken,
  },
  {
    api: 'providerDirectory',
    type: 'Practitioner',
    token: async ({ session }) => (await session.directoryToken()).accessToken,
  },
];

const included = {
  ExplanationOfBenefit: { matches: 'ExplanationOfBenefit', _include: 'ExplanationOfBenefit:*' },
  Practitioner: { matches: 'PractitionerRole', _include: 'PractitionerRole:practitioner' },
} as const;

const PAGE = 7;
const MOST_PAGES = 100;

type Page = Parameters<Client['nextPage']>[0]['bundle'];

/** The client’s own types are looser than FHIR’s. */
function typed<T extends FhirResource>(resourceType: T['resourceType'], value: unknown): T {
  expect(value).toMatchObject({ resourceType });
  return value as T;
}

function idsOf(bundle: Bundle): string[] {
  return (bundle.entry ?? []).map(({ resource }) => `${resource?.resourceType}/${resource?.id}`);
}

describe.each(['documented', 'standard'] as const)('fhir-kit-client against the %s dialect', (dialect) => {
  let sandbox: ServedSandbox;
  beforeAll(async () => {
    sandbox = await serveSandbox(dialect);
  });
  afterAll(() => sandbox?.close());

  describe.each(cases)('$api', ({ api, type, token }) => {
    async function connect(): Promise<Client> {
      return new Client({ baseUrl: sandbox.target[api] ?? '', bearerToken: await token(sandbox) });
    }

    async function search(client: Client, searchParams: Record<string, string>): Promise<Page> {
      return (await client.search({ resourceType: type, searchParams })) as Page;
    }

    it('states its capabilities without a token', async () => {
      const client = new Client({ baseUrl: sandbox.target[api] ?? '' });
      const statement = typed<CapabilityStatement>('CapabilityStatement', await client.capabilityStatement());
      expect(statement.fhirVersion).toBe('4.0.1');
      expect(statement.rest?.[0]?.resource?.map((resource) => resource.type)).toContain(type);
    });

    it('reads what a search found', async () => {
      const client = await connect();
      const one = typed<Bundle>('Bundle', await search(client, { _count: '1' }));
      const id = one.entry?.[0]?.resource?.id ?? '';
      const answer = await client.read({ resourceType: type, id });
      const resource = typed<FhirResource>(type, answer);
      expect(resource.id).toBe(id);
      expect(Client.httpFor(answer).response?.headers.get('etag')).toBe(`W/"${resource.meta?.versionId}"`);
    });

    it('follows nextPage to the last page and meets every match once', async () => {
      const client = await connect();
      const pages: Bundle[] = [];
      for (let page: Page | undefined = await search(client, { _count: String(PAGE) }); page; ) {
        pages.push(typed<Bundle>('Bundle', page));
        page =
          pages.length < MOST_PAGES
            ? ((await client.nextPage({ bundle: page })) as Page | undefined)
            : undefined;
      }
      const ids = pages.flatMap(idsOf);
      expect(pages.length).toBeGreaterThan(1);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length).toBe(pages[0]?.total);
      expect(pages.slice(0, -1).map((page) => page.entry?.length)).toEqual(pages.slice(1).map(() => PAGE));
    });

    it('reads a version and the history', async () => {
      const client = await connect();
      const one = typed<Bundle>('Bundle', await search(client, { _count: '1' }));
      const current = one.entry?.[0]?.resource;
      const [id, version] = [current?.id ?? '', current?.meta?.versionId ?? ''];
      const byVersion = typed<FhirResource>(type, await client.vread({ resourceType: type, id, version }));
      expect(byVersion.meta?.lastUpdated).toBe(current?.meta?.lastUpdated);
      const history = typed<Bundle>('Bundle', await client.history({ resourceType: type, id }));
      expect(history.type).toBe('history');
      expect(history.entry?.[0]?.resource?.meta?.versionId).toBe(version);
      const ofType = typed<Bundle>('Bundle', await client.history({ resourceType: type }));
      expect(ofType.total).toBeGreaterThanOrEqual(one.total ?? 0);
    });

    it('finds the same by POST', async () => {
      const client = await connect();
      const byGet = typed<Bundle>('Bundle', await search(client, { _count: '5' }));
      const byPost = await client.search({
        resourceType: type,
        searchParams: { _count: '5' },
        options: { postSearch: true },
      });
      expect(idsOf(typed<Bundle>('Bundle', byPost))).toEqual(idsOf(byGet));
    });

    it('gets what the matches refer to along with them', async () => {
      const client = await connect();
      const { matches, _include } = included[type];
      const found = typed<Bundle>(
        'Bundle',
        await client.search({ resourceType: matches, searchParams: { _count: '5', _include } }),
      );
      const ofMode = (mode: string) => (found.entry ?? []).filter(({ search }) => search?.mode === mode);
      const references = JSON.stringify(ofMode('match'));
      expect(ofMode('match').length).toBeGreaterThan(0);
      expect(ofMode('include').length).toBeGreaterThan(0);
      for (const { resource } of ofMode('include'))
        expect(references).toContain(`"${resource?.resourceType}/${resource?.id}"`);
    });

    it('shows the status of a refusal', async () => {
      const client = await connect();
      await expect(client.read({ resourceType: type, id: 'no-such-id' })).rejects.toMatchObject({
        response: { status: 404, data: { resourceType: 'OperationOutcome' } },
      });
    });
  });
});
