import type {
  Bundle,
  Coverage,
  FhirResource,
  Observation,
  Organization,
  Patient,
  Practitioner,
  PractitionerRole,
  RelatedPerson,
} from 'fhir/r4.js';
import { type Access, BearerError, type Dialect, type Endpoint } from '../context.ts';
import { type Defect, withDefects } from '../control/defect.ts';
import { createDispatch } from '../dispatch.ts';
import { clinicalTypes, consentableTypes } from '../oauth/resource-types.ts';
import type { Population } from '../population.ts';
import type { IncomingRequest, Reply } from '../reply.ts';
import { createFhirRoutes } from './create-routes.ts';
import type { AccessOf } from './exchange.ts';

/** A small population and a way to ask the routes, for the tests of this folder. */

export const now = Date.parse('2024-06-01T12:00:00.000Z');
export const directory = '/ghp/fhir4/providerdirectory/v1';
export const patientAccess = '/ghp/fhir4/v1';
export const publicUrl = 'https://plan.example';

const lastUpdated = '2024-05-01T08:30:15.500Z';
const planNet = 'http://hl7.org/fhir/us/davinci-pdex-plan-net/StructureDefinition/plannet-';
export const labProfile = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-observation-lab';
const categories = 'http://terminology.hl7.org/CodeSystem/observation-category';

export function practitioner(id: string, family: string, given: string): Practitioner {
  return {
    resourceType: 'Practitioner',
    id,
    meta: { versionId: '3', lastUpdated, profile: [`${planNet}Practitioner`] },
    identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: `10000${id}` }],
    name: [{ family, given: [given], text: `${given} ${family}` }],
  };
}

const organization = (id: string, name: string, profile = 'Organization'): Organization => ({
  resourceType: 'Organization',
  id,
  meta: { versionId: '1', lastUpdated, profile: [planNet + profile] },
  name,
});

const role = (id: string, practitionerId: string, organizationId: string): PractitionerRole => ({
  resourceType: 'PractitionerRole',
  id,
  meta: { versionId: '1', lastUpdated, profile: [`${planNet}PractitionerRole`] },
  practitioner: { reference: `Practitioner/${practitionerId}` },
  organization: { reference: `Organization/${organizationId}` },
});

const patient = (id: string, family: string): Patient => ({
  resourceType: 'Patient',
  id,
  meta: { versionId: '1', lastUpdated },
  name: [{ family, given: ['Zoë'] }],
  gender: 'female',
  birthDate: '1980-02-29',
});

const coverage = (id: string, of: string): Coverage => ({
  resourceType: 'Coverage',
  id,
  meta: { versionId: '1', lastUpdated },
  status: 'active',
  beneficiary: { reference: `Patient/${of}` },
  payor: [{ reference: 'Organization/plan' }],
});

const relatedPerson = (id: string, of: string, family: string): RelatedPerson => ({
  resourceType: 'RelatedPerson',
  id,
  meta: { versionId: '1', lastUpdated },
  active: true,
  patient: { reference: `Patient/${of}` },
  name: [{ family, given: ['Rosa'] }],
});

function observation(id: string, of: string, category: string, date: string): Observation {
  const profile = category === 'laboratory' ? [labProfile] : [];
  return {
    resourceType: 'Observation',
    id,
    meta: { versionId: '2', lastUpdated, ...(profile.length > 0 ? { profile } : {}) },
    status: 'final',
    category: [{ coding: [{ system: categories, code: category }] }],
    code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
    subject: { reference: `Patient/${of}` },
    effectiveDateTime: date,
    performer: [{ reference: 'PractitionerRole/r1' }],
  };
}

export const directoryResources: readonly FhirResource[] = [
  practitioner('p3', 'Núñez', 'Ana'),
  practitioner('p1', 'Smith', 'John'),
  practitioner('p2', 'Smithson', 'Jane'),
  role('r1', 'p1', 'clinic'),
  role('r2', 'p2', 'clinic'),
  organization('clinic', 'River Clinic'),
  organization('plan', 'Example Plan'),
  organization('other', 'Other Clinic'),
  organization('net', 'Example Network', 'Network'),
];

const compartments: Readonly<Record<string, readonly FhirResource[]>> = {
  alice: [
    patient('alice', 'Archer'),
    coverage('c1', 'alice'),
    relatedPerson('m1', 'alice', 'Núñez'),
    observation('o1', 'alice', 'vital-signs', '2024-01-10'),
    observation('o2', 'alice', 'laboratory', '2024-02-20T10:00:00Z'),
    observation('o3', 'alice', 'laboratory', '2024-03-30T10:00:00Z'),
  ],
  bob: [patient('bob', 'Baker'), observation('b1', 'bob', 'vital-signs', '2024-01-10')],
};

export function createPopulation(
  resources: (asOf: number) => readonly FhirResource[] = () => directoryResources,
  more: Partial<Population> = {},
): Population {
  const none: readonly FhirResource[] = [];
  const find = (reference: string, asOf: number) =>
    [...resources(asOf), ...Object.values(compartments).flat()].filter(
      ({ resourceType, id }) => `${resourceType}/${id}` === reference,
    );
  return {
    seed: 'test',
    memberCount: 2,
    findMember: () => undefined,
    memberOfPatient: () => undefined,
    personas: () => [],
    compartment: (patientId) => compartments[patientId] ?? none,
    directory: resources,
    supporting: (reference, asOf) =>
      resources(asOf).find(({ resourceType, id }) => `${resourceType}/${id}` === reference),
    history: find,
    supportingHistory: find,
    ...more,
  };
}

const memberTypes = ['Patient', 'RelatedPerson', 'Coverage', 'Observation', ...clinicalTypes];
const tokens: ReadonlyMap<string, Access> = new Map<string, Access>([
  ['alice', { kind: 'member', clientId: 'app', patientId: 'alice', types: new Set(memberTypes) }],
  ['alice-narrow', { kind: 'member', clientId: 'app', patientId: 'alice', types: new Set(['Patient']) }],
  [
    'alice-reads-observations',
    {
      kind: 'member',
      clientId: 'app',
      patientId: 'alice',
      types: new Set(memberTypes),
      limited: new Map([['Observation', 'r']]),
    },
  ],
  ['bob', { kind: 'member', clientId: 'app', patientId: 'bob', types: new Set(memberTypes) }],
  [
    'directory',
    {
      kind: 'directory',
      clientId: 'app',
      types: new Set(['Practitioner', 'PractitionerRole', 'Organization', 'Location', 'HealthcareService']),
    },
  ],
]);

/** The bearer token is the name of the access; `member:ID` opens everything of a patient. */
const accessOf: AccessOf = async ({ headers }) => {
  if (headers.authorization === undefined) throw new BearerError(401, undefined, 'A bearer token is needed.');
  const token = headers.authorization.replace('Bearer ', '');
  const patientId = /^member:(.+)$/.exec(token)?.[1];
  if (patientId !== undefined) {
    return { kind: 'member', clientId: 'app', patientId, types: new Set<string>(consentableTypes) };
  }
  const access = tokens.get(token);
  if (!access) throw new BearerError(401, 'invalid_token', 'Invalid access token');
  return access;
};

export interface Asking {
  readonly method?: string;
  readonly token?: string | undefined;
  readonly dialect?: Dialect;
  readonly headers?: Readonly<Record<string, string>>;
  /** A form, or the text of a body of another type. */
  readonly form?: string;
  readonly body?: string;
  readonly directoryAuth?: 'required' | 'public';
  readonly population?: Population;
  readonly defects?: readonly Defect[];
  readonly at?: number;
}

const dispatch = createDispatch(createFhirRoutes(accessOf));
const defaultPopulation = createPopulation();

/** Sends a request to the routes as the server would; `url` is a path with an optional query, or absolute. */
export async function ask(url: string, asking: Asking = {}): Promise<Reply> {
  const { pathname, searchParams } = new URL(url, publicUrl);
  const { method = 'GET', token, form, body = '' } = asking;
  const request: Omit<IncomingRequest, 'params'> = {
    method,
    path: pathname,
    query: searchParams,
    form: form === undefined ? undefined : new URLSearchParams(form),
    body: form ?? body,
    headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...asking.headers },
    cookies: {},
  };
  const found = dispatch(method, pathname);
  if (!found) throw new Error(`no route for ${pathname}`);
  return withDefects(asking.defects ?? [], () =>
    found.route.handle({ ...request, params: found.params }, createEndpoint(asking)),
  );
}

function createEndpoint(asking: Asking): Endpoint {
  const { dialect = 'standard', directoryAuth = 'required', population = defaultPopulation } = asking;
  return {
    core: {
      ports: { population, clock: { now: () => asking.at ?? now }, store: Object.create(null) },
      apps: Object.create(null),
      key: Buffer.from('the key of the tests'),
      directoryAuth,
    },
    dialect,
    publicUrl,
  };
}

export async function askJson(url: string, asking: Asking = {}) {
  const reply = await ask(url, asking);
  return { ...reply, json: JSON.parse(String(reply.body)) };
}

/** A search that has to succeed, and the ids it finds on its page. */
export async function searchIds(url: string, asking: Asking = {}): Promise<string[]> {
  const { status, json } = await askJson(url, asking);
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(json)}`);
  return matchesOf(json);
}

export function matchesOf(bundle: Bundle): string[] {
  const matches = bundle.entry?.filter(({ search }) => search?.mode === 'match') ?? [];
  return matches.map(({ resource }) => resource?.id ?? '');
}

export function linkOf(bundle: Bundle, relation: string): string | undefined {
  return bundle.link?.find((link) => link.relation === relation)?.url;
}
