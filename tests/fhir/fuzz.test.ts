import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import type { FhirResource } from 'fhir/r4.js';
import { generate, type JsonSchema } from 'json-schema-faker';
import { expect, test } from 'vitest';
import { createPopulation } from '../../generators/population.ts';
import type { Dialect } from '../../mock-server/context.ts';
import type { Defect } from '../../mock-server/control/defect.ts';
import { isolationIdSearchNotRestricted } from '../../mock-server/control/defects/isolation-id-search-not-restricted.ts';
import { isolationPatientNotCompared } from '../../mock-server/control/defects/isolation-patient-not-compared.ts';
import { isolationReadNotRestricted } from '../../mock-server/control/defects/isolation-read-not-restricted.ts';
import { searchParameters } from '../../mock-server/fhir/search/table/index.ts';
import { consentableTypes, directoryTypes } from '../../mock-server/oauth/resource-types.ts';
import { fuzzRequests, type Knowledge } from './fuzz.requests.ts';
import { type Bundle, directory, linkOf, openPlan, type Plan, patientAccess } from './plan.fixture.ts';

const REQUESTS = 10_000;
const SEED = 20_261_126;
/** Personas whose data must not be seen; the attacker is the one before them. */
const OTHERS = [1, 2, 3, 4, 5, 6, 7];
const SLOWEST_MS = 5000;
const MOST_GROWTH_BYTES = 24e6;

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

interface Outcome {
  /** Of the first answer that is none, or that tells of others; then the rest was not asked. */
  readonly wrong: string | undefined;
  readonly statuses: ReadonlySet<number>;
  readonly slowestMs: number;
  /** Of the second half. */
  readonly grownBytes: number;
}

async function attack(dialect: Dialect, defects: readonly Defect[] = []): Promise<Outcome> {
  const population = createPopulation();
  const plan = openPlan(dialect, { population, defects });
  const now = Date.now();
  const ofPersona = (index: number) => population.compartment(plan.patientId(index), now);
  const versions = [...ofPersona(0), ...population.directory(now)].flatMap(({ resourceType, id }) =>
    population.history(`${resourceType}/${id}`, now),
  );
  const own = stringsIn(versions);
  const others = OTHERS.flatMap((index) => [...stringsIn(ofPersona(index))]);
  const forbidden = new Set(others.filter((text) => !own.has(text)));
  const ids = OTHERS.flatMap((index) => ofPersona(index).map(({ id = '' }) => id));
  const foreign = new Set(ids);
  expect(forbidden.size).toBeGreaterThan(2000);

  const requests = fc.sample(fuzzRequests(await gather(plan, ids)), { numRuns: REQUESTS, seed: SEED });
  const statuses = new Set<number>();
  let wrong: string | undefined;
  let [slowestMs, halfway] = [0, 0];
  for (const [index, request] of requests.entries()) {
    const started = performance.now();
    const { status, body, headers } = await plan.ask(request.url, request);
    slowestMs = Math.max(slowestMs, performance.now() - started);
    statuses.add(status);
    const all = body + JSON.stringify(headers);
    const sent = `${request.url} ${request.body} ${JSON.stringify(request.headers)}`;
    const leak = leakIn(all, forbidden) ?? foreignId(all, foreign, sent);
    if (leak !== undefined || status >= 500) {
      wrong = `${leak ?? status} of ${JSON.stringify(request)}`;
      break;
    }
    if (index === REQUESTS / 2) halfway = usedBytes();
  }
  await plan.close();
  return { wrong, statuses, slowestMs, grownBytes: usedBytes() - halfway };
}

test.each(['documented', 'standard'] as const)(
  `the %s dialect bears ${REQUESTS} malformed requests: no failure, nothing of others, no growth`,
  { timeout: 180_000 },
  async (dialect) => {
    const { wrong, statuses, slowestMs, grownBytes } = await attack(dialect);
    expect(wrong).toBeUndefined();
    expect([...statuses]).toEqual(expect.arrayContaining([200, 400, 401, 403, 404, 405, 406]));
    expect(slowestMs).toBeLessThan(SLOWEST_MS);
    expect(grownBytes).toBeLessThan(MOST_GROWTH_BYTES);
  },
);

test.each([isolationReadNotRestricted, isolationIdSearchNotRestricted, isolationPatientNotCompared])(
  'the same requests find out a server with the defect $name',
  { timeout: 60_000 },
  async (defect) => {
    expect((await attack('standard', [defect])).wrong).toBeDefined();
  },
);

async function gather(plan: Plan, ids: readonly string[]): Promise<Knowledge> {
  const types = [...new Set([...consentableTypes, ...directoryTypes])];
  const mine = await plan.memberToken(0);
  const narrow = await plan.mint({
    client_id: 'member-app',
    user_name: plan.userNames[0] ?? '',
    types: ['Patient'],
  });
  return {
    bases: [directory, patientAccess],
    types,
    parameters: parameterNames(types),
    ids: ids.filter((_, index) => index % 7 === 0),
    urls: await urlsOfOthers(plan),
    tokens: [mine, mine, mine, mine, narrow, await plan.directoryToken(), undefined, 'no-token'],
    documents: await noise(),
  };
}

function parameterNames(types: readonly string[]): string[] {
  const modifiers = [
    ':missing',
    ':not',
    ':exact',
    ':contains',
    ':text',
    ':identifier',
    ':Patient',
    ':nonsense',
  ];
  return types.flatMap((type) =>
    Array.from(searchParameters(type), ([name, { kind }], index) => [
      name,
      name + (modifiers[index % modifiers.length] ?? ''),
      `_has:${type}:${name}:_id`,
      ...(kind === 'reference'
        ? [`${name}.name`, `${name}:Patient.birthdate`, `${name}.patient.identifier`]
        : []),
    ]).flat(),
  );
}

/** Addresses that do answer their owner. */
async function urlsOfOthers(plan: Plan): Promise<string[]> {
  const urls: string[] = [];
  for (const index of OTHERS) {
    const token = await plan.memberToken(index);
    const patient = plan.patientId(index);
    for (const url of [
      `${patientAccess}/Patient/${patient}`,
      `${patientAccess}/Patient/${patient}/_history/1`,
      `${patientAccess}/ExplanationOfBenefit?patient=${patient}&_count=1`,
      `${patientAccess}/Observation?patient=${patient}&_count=1`,
      `${patientAccess}/Observation?patient=${patient}&_count=1&_include=Observation:subject`,
      `${patientAccess}/Patient?_id=${patient}&_revinclude=Observation:patient`,
      `${patientAccess}/Observation/_history?_count=1`,
    ]) {
      const answer = await plan.ask(url, { token });
      expect(answer.status, url).toBe(200);
      urls.push(url);
      const next = linkOf(answer.json<Bundle>(), 'next');
      if (next !== undefined) urls.push(next.slice(next.indexOf('/ghp')));
    }
  }
  return urls;
}

async function noise(): Promise<string[]> {
  const schema: JsonSchema = {
    type: 'object',
    required: ['resourceType', 'a'],
    properties: {
      resourceType: { enum: ['Patient', 'Bundle', 'Parameters', 'Nonsense'] },
      a: { type: ['string', 'number', 'array', 'object', 'null'] },
      entry: { type: 'array', items: { type: 'object', additionalProperties: { type: 'string' } } },
    },
  };
  const made = await Promise.all(Array.from({ length: 20 }, (_, seed) => generate(schema, { seed })));
  return [...made.map((one) => JSON.stringify(one)), '{', '[[[[', '{"a":'.repeat(2000)];
}

/** Elements that tell who or what it is about; codes and dates are shared by many. */
const telling = new Set(['id', 'reference', 'family', 'given', 'text', 'value', 'line', 'postalCode']);

function stringsIn(resources: readonly FhirResource[]): Set<string> {
  const found = new Set<string>();
  const visit = (node: unknown, name: string): void => {
    if (typeof node === 'string') {
      if (node.length >= 4 && telling.has(name)) found.add(node);
    } else if (Array.isArray(node)) for (const one of node) visit(one, name);
    else if (typeof node === 'object' && node !== null)
      for (const [member, value] of Object.entries(node)) visit(value, member);
  };
  visit(resources, '');
  return found;
}

/** Values only: some texts are names of elements, too. */
function leakIn(body: string, forbidden: ReadonlySet<string>): string | undefined {
  for (const [, text = '', colon] of body.matchAll(/"((?:[^"\\]|\\.)*)"(:?)/g)) {
    if (colon === '' && forbidden.has(text)) return text;
  }
  return undefined;
}

/** An id of someone else's that the client did not bring along. */
function foreignId(body: string, foreign: ReadonlySet<string>, sent: string): string | undefined {
  for (const [id] of body.matchAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g)) {
    if (foreign.has(id) && !sent.includes(id)) return id;
  }
  return undefined;
}

function usedBytes(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
