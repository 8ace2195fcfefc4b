import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bundle, openPlan, type Plan, resourcesOf } from './plan.fixture.ts';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly example?: string;
}

interface Operation {
  readonly operationId: string;
  readonly description?: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters: readonly Parameter[];
  readonly responses: Readonly<
    Record<string, { readonly content?: Record<string, { readonly example?: unknown }> }>
  >;
}

interface Document {
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<'get' | 'post', Operation | undefined>>>>;
  readonly components: { readonly responses: Readonly<Record<string, unknown>> };
}

interface Listed {
  readonly name: string;
  readonly types: readonly string[];
  readonly url: string;
}

type Index = Readonly<Record<'apis' | 'products', readonly Listed[]>>;

/** Compiles its schemas once. */
const validator = new Validator();

describe.each(['documented', 'standard'] as const)('OpenAPI documents of the %s dialect', (dialect) => {
  let plan: Plan;
  let index: Index;
  beforeAll(async () => {
    plan = openPlan(dialect);
    index = (await plan.ask('/openapi/index.json')).json<Index>();
  });
  afterAll(() => plan.close());

  const tokenFor = async ({ description = '', security }: Operation): Promise<string | undefined> => {
    if (security.some((one) => Object.keys(one).length === 0)) return undefined;
    if (security.some((one) => 'app' in one)) return plan.directoryToken();
    const userName = /data of `([^`]+)`/.exec(description)?.[1] ?? plan.userNames[0] ?? '';
    return plan.mint({ client_id: 'member-app', user_name: userName });
  };

  test('there is one for each API and each product, and every one is valid', async () => {
    expect(index.apis.map(({ name }) => name)).toEqual(['provider-directory', 'patient-access']);
    expect(index.products.length).toBeGreaterThanOrEqual(7);
    for (const { url, name } of [...index.apis, ...index.products]) {
      const document = (await plan.ask(url)).json<Record<string, unknown>>();
      const { valid, errors } = await validator.validate(document);
      expect(valid, `${name}: ${JSON.stringify(errors)}`).toBe(true);
    }
  });

  test('an unknown one says where they are listed', async () => {
    const answer = await plan.ask('/openapi/nonsense.json');
    expect(answer.status).toBe(404);
    expect(answer.body).toContain('/openapi/index.json');
  });

  test.each(['provider-directory', 'patient-access'])(
    '%s: the examples are what is answered',
    async (name) => {
      const document = (await plan.ask(`/openapi/${name}.json`)).json<Document>();
      let compared = 0;
      for (const [path, { get }] of Object.entries(document.paths)) {
        const example = get?.responses['200']?.content?.['application/fhir+json']?.example;
        if (!get || example === undefined) continue;
        const url = path.replaceAll(/\{(\w+)\}/g, (_, parameter) => exampleOf(get, parameter));
        const query = get.operationId.startsWith('search') ? '?_count=1' : '';
        const answer = await plan.ask(url + query, { token: await tokenFor(get) });
        expect(answer.status, url).toBe(200);
        expect(stable(answer.json()), url).toEqual(stable(example));
        compared += 1;
      }
      expect(compared).toBeGreaterThan(30);
    },
  );

  test.each(['provider-directory', 'patient-access'])(
    '%s: every example of a parameter finds something',
    async (name) => {
      const document = (await plan.ask(`/openapi/${name}.json`)).json<Document>();
      let tried = 0;
      for (const [path, { get }] of Object.entries(document.paths)) {
        if (!get?.operationId.startsWith('search')) continue;
        const token = await tokenFor(get);
        const examples = get.parameters.filter((one) => one.example !== undefined);
        for (const { name: parameter, example = '' } of examples) {
          const url = `${path}?${parameter}=${encodeURIComponent(example)}&_count=1`;
          const answer = await plan.ask(url, { token, headers: { prefer: 'handling=strict' } });
          expect(answer.status, `${url}: ${answer.body}`).toBe(200);
          expect(resourcesOf(answer.json<Bundle>()).length, url).toBe(1);
          tried += 1;
        }
      }
      expect(tried).toBeGreaterThan(60);
    },
  );

  test('a product describes its types and no others', async () => {
    for (const { url, types } of index.products) {
      const { paths } = (await plan.ask(url)).json<Document>();
      const described = new Set(
        Object.keys(paths).flatMap((path) => /\/v1\/([A-Z]\w+)/.exec(path)?.[1] ?? []),
      );
      expect([...described].toSorted()).toEqual([...types].toSorted());
    }
  });
});

test('an open directory asks for nothing in its document', async () => {
  const plan = openPlan('standard', { directoryAuth: 'public' });
  const { paths } = (await plan.ask('/openapi/provider-directory.json')).json<Document>();
  const search = Object.values(paths).find(({ get }) => get?.operationId === 'searchPractitioner')?.get;
  expect(search?.security[0]).toEqual({});
  await plan.close();
});

function exampleOf({ parameters }: Operation, name: string): string {
  return parameters.find((one) => one.in === 'path' && one.name === name)?.example ?? '';
}

/** Without what each answer has of its own: ids of requests and Bundles, the moment, sealed page links. */
function stable(json: unknown): unknown {
  return JSON.parse(
    JSON.stringify(json)
      .replaceAll(/"display":"[0-9a-f-]{36}\\t\\t\\t1"/g, '"display":""')
      .replaceAll(/\?_page=[\w.-]+/g, '?_page=')
      .replace(
        /^\{"resourceType":"Bundle","id":"[^"]*","meta":\{"lastUpdated":"[^"]*"\}/,
        '{"resourceType":"Bundle"',
      ),
  );
}
