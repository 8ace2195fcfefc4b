import type { CapabilityStatement, CapabilityStatementRestResource } from 'fhir/r4.js';
import type { Need } from '../runner/check.ts';
import { type CheckContext, DoesNotApply, NotExercised } from '../runner/context.ts';
import type { Harvest, Identified } from '../runner/harvest.ts';
import { jsonObjectOf, type RawExchange } from '../runner/http.ts';
import { linkedAddress } from '../runner/linked-address.ts';

/** One of the two FHIR APIs as checks of both use it. */
export interface Api {
  readonly name: 'patient-access' | 'provider-directory';
  readonly needs: readonly Need[];
  readonly types: readonly string[];
  /** A type with several resources that both APIs' bundle and search checks are held against. */
  readonly sample: string;
  /** A date parameter of the sample type, and whether its values are instants. */
  readonly date: string;
}

export const patientAccess: Api = {
  name: 'patient-access',
  needs: ['patient access', 'member client'],
  types: [
    'Patient',
    'Coverage',
    'ExplanationOfBenefit',
    'Observation',
    'RelatedPerson',
    'Condition',
    'Encounter',
    'Procedure',
    'MedicationRequest',
    'Immunization',
    'AllergyIntolerance',
    'DiagnosticReport',
    'CareTeam',
    'CarePlan',
    'Goal',
    'DocumentReference',
    'Device',
  ],
  sample: 'Observation',
  date: 'date',
};

export const providerDirectory: Api = {
  name: 'provider-directory',
  needs: ['provider directory'],
  types: [
    'Practitioner',
    'PractitionerRole',
    'Organization',
    'HealthcareService',
    'Location',
    'InsurancePlan',
    'OrganizationAffiliation',
    'Endpoint',
  ],
  sample: 'Practitioner',
  date: '_lastUpdated',
};

export const apis = [patientAccess, providerDirectory] as const;

export function baseOf(t: CheckContext, api: Api): string {
  const base = api.name === 'patient-access' ? t.target.patientAccess : t.target.providerDirectory;
  if (base === undefined)
    throw new NotExercised(`the target descriptor gives no base of the ${api.name} API`);
  return base;
}

/** The token for an API; empty for a directory without one. */
export async function tokenOf(t: CheckContext, api: Api, member = 0): Promise<string> {
  if (api.name === 'patient-access') return (await t.session.memberToken(member)).accessToken;
  return t.target.clients.directory ? (await t.session.directoryToken()).accessToken : '';
}

export interface RequestOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whose token, counted from 0. */
  readonly member?: number;
}

/** A request below the base of an API, with its token; an absolute URL is used as it is. */
export async function request(
  t: CheckContext,
  api: Api,
  path: string,
  { method = 'GET', headers = {}, body, member = 0 }: RequestOptions = {},
): Promise<RawExchange> {
  const token = await tokenOf(t, api, member);
  return t.send({
    method,
    url: /^https?:/.test(path) ? linkedAddress(path, baseOf(t, api)) : `${baseOf(t, api)}/${path}`,
    headers: {
      accept: 'application/fhir+json',
      ...(token && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  });
}

/** GET below the base of an API, with its token. `path` such as `Observation?_count=2`; an absolute URL is used as is. */
export function get(
  t: CheckContext,
  api: Api,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<RawExchange> {
  return request(t, api, path, { headers });
}

export interface FindOptions {
  readonly member?: number;
  /** Asks anew even if the search was made before. */
  readonly fresh?: boolean;
}

/** Everything that a search finds, over all pages; its exchanges count as evidence of the check. */
export async function find(
  t: CheckContext,
  api: Api,
  query: string,
  { member = 0, fresh = false }: FindOptions = {},
): Promise<Harvest> {
  const harvest = await t.session.harvest(baseOf(t, api), query, await tokenOf(t, api, member), fresh);
  for (const { exchange } of harvest.pages) t.cite(exchange);
  return harvest;
}

/** What the API holds of a type for one member, or for everyone: where searches are judged against. */
export interface Holding {
  readonly type: string;
  readonly member: number;
  /** Parameters that name the member whose record is searched, such as `patient=1`; empty where there is none. */
  readonly scope: string;
  /** The search that gave it. */
  readonly query: string;
  readonly harvest: Harvest;
}

/** More members than these are not asked for a type that the first ones have nothing of. */
const MEMBERS_ASKED = 3;

/**
 * All resources of a type that the API shows, of the first member who has any that will do.
 * @throws DoesNotApply when the CapabilityStatement does not have the type
 */
export async function holdingOf(
  t: CheckContext,
  api: Api,
  type: string,
  willDo: (resource: Identified) => boolean = () => true,
): Promise<Holding> {
  await mustAdvertise(t, api, type);
  const members = api.name === 'patient-access' ? Math.min(t.target.members.length, MEMBERS_ASKED) : 1;
  let first: Holding | undefined;
  for (let member = 0; member < Math.max(1, members); member += 1) {
    const holding = await holdingOfMember(t, api, type, member);
    if (holding.harvest.matches.some(willDo)) return holding;
    first ??= holding;
  }
  if (first === undefined) throw new NotExercised(`there is no ${type}`);
  return first;
}

export async function holdingOfMember(
  t: CheckContext,
  api: Api,
  type: string,
  member: number,
): Promise<Holding> {
  const scope = await scopeOf(t, api, type, member);
  const query = scope ? `${type}?${scope}` : type;
  return { type, member, scope, query, harvest: await find(t, api, query, { member }) };
}

/** Guides ask for the patient in every search of a member's record. */
export async function scopeOf(t: CheckContext, api: Api, type: string, member = 0): Promise<string> {
  if (api.name !== 'patient-access' || !api.types.includes(type)) return '';
  const id = await patientId(t, member);
  return type === 'Patient' ? `_id=${id}` : `patient=${id}`;
}

/** All resources of a type that the API shows to its token, truncated at the target's limits. */
export async function allOf(t: CheckContext, api: Api, type: string): Promise<Harvest> {
  return (await holdingOf(t, api, type)).harvest;
}

/** The query of a search below a holding's scope. */
export function within({ type, scope }: Pick<Holding, 'type' | 'scope'>, query: string): string {
  return `${type}?${[scope, query].filter(Boolean).join('&')}`;
}

/** @throws NotExercised when the harvest was cut: what is missing from it proves nothing */
export function whole(harvest: Harvest, query: string): Harvest {
  if (harvest.truncated)
    throw new NotExercised(`${query} has more pages than limits.maxPages: completeness can't be judged`);
  return harvest;
}

/** To end a sentence on what was not seen: of a cut harvest it may be among what was not read. */
export function asFarAsRead({ truncated }: Harvest): string {
  return truncated ? ', as far as limits.maxPages lets it be read' : '';
}

/** The logical id of the member whose token is used: from the token response, the descriptor, or GET Patient. */
export async function patientId(t: CheckContext, member = 0): Promise<string> {
  const token = await t.session.memberToken(member);
  const known = token.patientId ?? t.session.member(member).patientId;
  if (known !== undefined) return known;
  const { matches } = await find(t, patientAccess, 'Patient', { member });
  const only = matches.length === 1 ? matches[0]?.id : undefined;
  if (only === undefined) throw new NotExercised('the patient id of the member is not known');
  return only;
}

/** The CapabilityStatement of an API, read once in a run; `undefined` when there is none to be had. */
export async function capabilityOf(t: CheckContext, api: Api): Promise<Capability> {
  const url = `${baseOf(t, api)}/metadata`;
  const exchange = await t.session.share(`metadata ${url}`, () =>
    t.session.http.send({ method: 'GET', url, headers: { accept: 'application/fhir+json' } }, 'harvest'),
  );
  t.cite(exchange);
  const body = jsonObjectOf(exchange);
  const statement =
    body?.resourceType === 'CapabilityStatement' ? (body as unknown as CapabilityStatement) : undefined;
  return { exchange, statement };
}

export interface Capability {
  readonly exchange: RawExchange;
  readonly statement: CapabilityStatement | undefined;
}

/**
 * What the CapabilityStatement says of a type.
 * @throws NotExercised when there is no CapabilityStatement
 */
export async function advertised(
  t: CheckContext,
  api: Api,
  type: string,
): Promise<CapabilityStatementRestResource | undefined> {
  const { statement } = await capabilityOf(t, api);
  if (!statement) throw new NotExercised('there is no CapabilityStatement to judge by');
  return statement.rest?.flatMap(({ resource = [] }) => resource).find((one) => one.type === type);
}

/** @throws DoesNotApply when a CapabilityStatement is there and does not have the type, or the parameter */
export async function mustAdvertise(
  t: CheckContext,
  api: Api,
  type: string,
  parameter?: string,
): Promise<void> {
  const { statement } = await capabilityOf(t, api);
  if (!statement) return;
  const found = await advertised(t, api, type);
  if (!found) throw new DoesNotApply(`the CapabilityStatement does not have ${type}`);
  if (parameter === undefined || found.searchParam?.some(({ name }) => name === parameter)) return;
  throw new DoesNotApply(`the CapabilityStatement does not list the parameter ${parameter} of ${type}`);
}

/** @throws DoesNotApply when a search that servers need not serve is refused */
export async function mustAccept(t: CheckContext, api: Api, query: string, member = 0): Promise<RawExchange> {
  const exchange = await request(t, api, query, { member });
  const { status } = exchange.response;
  if (status >= 400 && status < 500)
    throw new DoesNotApply(`${query} is refused (HTTP ${status}), as it may be`);
  return exchange;
}

/** The self link of a search's answer, as URL. */
export function selfOf(exchange: RawExchange): URL | undefined {
  const links = jsonObjectOf(exchange)?.link;
  const self: unknown = Array.isArray(links)
    ? links.find((link) => link?.relation === 'self')?.url
    : undefined;
  return typeof self === 'string' ? (URL.parse(self, exchange.request.url) ?? undefined) : undefined;
}
