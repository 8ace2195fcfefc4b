import type { Need } from '../runner/check.ts';
import { type CheckContext, NotExercised } from '../runner/context.ts';
import type { Harvest } from '../runner/harvest.ts';
import type { RawExchange } from '../runner/http.ts';

/** One of the two FHIR APIs as checks of both use it. */
export interface Api {
  readonly name: 'patient-access' | 'provider-directory';
  readonly needs: readonly Need[];
  readonly types: readonly string[];
  /** A type with several resources that both APIs' bundle and search checks are held against. */
  readonly sample: string;
}

export const patientAccess: Api = {
  name: 'patient-access',
  needs: ['patient access', 'member client'],
  types: ['Patient', 'Coverage', 'ExplanationOfBenefit', 'Observation'],
  sample: 'Observation',
};

export const providerDirectory: Api = {
  name: 'provider-directory',
  needs: ['provider directory'],
  types: ['Practitioner', 'PractitionerRole', 'Organization', 'HealthcareService', 'Location'],
  sample: 'Practitioner',
};

export const apis = [patientAccess, providerDirectory] as const;

export function baseOf(t: CheckContext, api: Api): string {
  const base = api.name === 'patient-access' ? t.target.patientAccess : t.target.providerDirectory;
  if (base === undefined)
    throw new NotExercised(`the target descriptor gives no base of the ${api.name} API`);
  return base;
}

/** The token for an API; empty for a directory without one. */
export async function tokenOf(t: CheckContext, api: Api): Promise<string> {
  if (api.name === 'patient-access') return (await t.session.memberToken()).accessToken;
  return t.target.clients.directory ? (await t.session.directoryToken()).accessToken : '';
}

/** GET below the base of an API, with its token. `path` such as `Observation?_count=2`; an absolute URL is used as is. */
export async function get(
  t: CheckContext,
  api: Api,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<RawExchange> {
  const token = await tokenOf(t, api);
  return t.send({
    method: 'GET',
    url: new URL(path, `${baseOf(t, api)}/`).href,
    headers: {
      accept: 'application/fhir+json',
      ...(token && { authorization: `Bearer ${token}` }),
      ...headers,
    },
  });
}

/** Everything that a search finds, over all pages; its exchanges count as evidence of the check. */
export async function find(t: CheckContext, api: Api, query: string): Promise<Harvest> {
  const harvest = await t.session.harvest(baseOf(t, api), query, await tokenOf(t, api));
  for (const { exchange } of harvest.pages) t.cite(exchange);
  return harvest;
}

/** All resources of a type that the API shows to its token, truncated at the target's limits. */
export async function allOf(t: CheckContext, api: Api, type: string): Promise<Harvest> {
  return find(t, api, type);
}

/** @throws NotExercised when the harvest was cut: what is missing from it proves nothing */
export function whole(harvest: Harvest, query: string): Harvest {
  if (harvest.truncated)
    throw new NotExercised(`${query} has more pages than limits.maxPages: completeness can't be judged`);
  return harvest;
}

/** The logical id of the member whose token is used: from the token response, the descriptor, or GET Patient. */
export async function patientId(t: CheckContext): Promise<string> {
  const token = await t.session.memberToken();
  const known = token.patientId ?? t.session.member().patientId;
  if (known !== undefined) return known;
  const { matches } = await find(t, patientAccess, 'Patient');
  const only = matches.length === 1 ? matches[0]?.id : undefined;
  if (only === undefined) throw new NotExercised('the patient id of the member is not known');
  return only;
}
