import type { RelatedPerson } from 'fhir/r4.js';
import { parse } from 'node-html-parser';
import type { Dialect, Endpoint } from '../context.ts';
import { createDemoApps } from '../demo-apps.ts';
import type { Member, Persona, Population } from '../population.ts';
import { handleConsent, showConsentPage } from '../portal/consent.ts';
import { dataGroups } from '../portal/data-words.ts';
import { handleLogin, showLoginPage } from '../portal/login.ts';
import type { IncomingRequest, Reply } from '../reply.ts';
import { createSqliteStore } from '../store/sqlite.ts';
import { handleAuthorize } from './authorize.ts';
import { handleToken } from './token.ts';

/** RFC 7636 Appendix B. */
export const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
export const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
export const callback = 'http://127.0.0.1:8765/callback';

const persona = (userName: string, patientId: string): Persona => ({
  userName,
  patientId,
  password: `${userName}-password`,
  displayName: `${userName} <Example>`,
  note: 'written by hand',
});
/** Carl acts for the children cleo and, since of age, dora. */
const members: readonly Persona[] = [
  persona('ada', 'patient-1'),
  persona('ben', 'patient-2'),
  { ...persona('carl', 'patient-3'), actsFor: ['patient-4', 'patient-5'] },
  persona('cleo', 'patient-4'),
  persona('dora', 'patient-5'),
];
/** A member who is no persona. */
const eve: Member = { userName: 'eve', patientId: 'patient-6', password: 'eve-password', displayName: 'Eve' };

const fatherOf = (patientId: string, end: string): RelatedPerson => ({
  resourceType: 'RelatedPerson',
  id: `father-of-${patientId}`,
  active: true,
  patient: { reference: `Patient/${patientId}` },
  relationship: [{ coding: [{ code: 'FTH', display: 'father' }] }],
  period: { start: '2008-01-05', end },
});
const representations: Readonly<Record<string, RelatedPerson>> = {
  'patient-4': fatherOf('patient-4', '2030-06-01'),
  'patient-5': fatherOf('patient-5', '2026-01-05'),
};

const population: Population = {
  seed: 'by-hand',
  memberCount: members.length,
  findMember: (userName): Member | undefined =>
    [...members, eve].find((member) => member.userName === userName),
  memberOfPatient: (patientId) => members.find((member) => member.patientId === patientId),
  personas: () => members,
  compartment: (patientId) =>
    Object.values(representations).filter(({ patient }) => patient.reference === `Patient/${patientId}`),
  directory: () => [],
  supporting: () => undefined,
  history: () => [],
  supportingHistory: () => [],
};

export interface TestSandbox {
  readonly endpoint: Endpoint;
  /** Moves the clock, in milliseconds. */
  advance(ms: number): void;
}

export function createTestSandbox(
  dialect: Dialect = 'standard',
  publicUrl = 'http://127.0.0.1:8080',
): TestSandbox {
  let now = Date.UTC(2026, 0, 5);
  const store = createSqliteStore({ apps: createDemoApps({ redirectOrigins: [publicUrl] }) });
  const ports = { population, clock: { now: () => now }, store };
  const key = Buffer.alloc(32, 7);
  return {
    endpoint: { core: { ports, apps: store.apps, key, directoryAuth: 'required' }, dialect, publicUrl },
    advance(ms) {
      now += ms;
    },
  };
}

type Fields = Readonly<Record<string, string>> | string | readonly (readonly [string, string])[];

export interface RequestOptions {
  readonly method?: string;
  readonly path?: string;
  readonly query?: Fields;
  readonly form?: Fields | undefined;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: Readonly<Record<string, string>>;
}

export function createRequest({
  form,
  method = form === undefined ? 'GET' : 'POST',
  path = '/',
  query = '',
  body = '',
  headers = {},
  cookies = {},
}: RequestOptions): IncomingRequest {
  const fields = form === undefined ? undefined : fieldsOf(form);
  return {
    method,
    path,
    query: fieldsOf(query),
    form: fields,
    body: fields ? fields.toString() : body,
    headers,
    cookies,
    params: {},
  };
}

function fieldsOf(fields: Fields): URLSearchParams {
  if (typeof fields === 'string') return new URLSearchParams(fields);
  const pairs = Array.isArray(fields) ? fields : Object.entries(fields);
  return new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value]));
}

export const basic = (id: string, secret = `${id}-secret`) => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
});

export interface Answer {
  readonly status: number;
  readonly headers: Reply['headers'];
  readonly json: Record<string, unknown>;
}

/** Calls the token endpoint; `client` authenticates by Basic. */
export async function postToken(
  { endpoint }: TestSandbox,
  form: Fields | undefined,
  client = 'member-app',
  options: RequestOptions = {},
): Promise<Answer> {
  const request = createRequest({ form, headers: basic(client), ...options });
  const reply = await handleToken(request, endpoint);
  return { status: reply.status, headers: reply.headers, json: JSON.parse(String(reply.body)) };
}

export const authorizeQuery = {
  response_type: 'code',
  client_id: 'member-app',
  redirect_uri: callback,
  state: 'state-1',
  code_challenge: challenge,
  code_challenge_method: 'S256',
};

/** The address a reply sends the browser to. */
export function locationOf(reply: Reply): URL {
  const { location } = reply.headers;
  if (typeof location !== 'string') throw new Error(`no redirect but ${reply.status} ${String(reply.body)}`);
  return new URL(location);
}

export function cookiesOf(reply: Reply): Record<string, string> {
  return Object.fromEntries(
    [reply.headers['set-cookie'] ?? []].flat().map((cookie) => {
      const [pair = ''] = cookie.split(';');
      const [name = '', value = ''] = pair.split('=');
      return [name, value];
    }),
  );
}

/** The hidden fields of the page's form. */
export function hiddenFields(reply: Reply): Record<string, string> {
  const inputs = parse(String(reply.body)).querySelectorAll('input[type=hidden]');
  return Object.fromEntries(
    inputs.map((input) => [input.getAttribute('name') ?? '', input.getAttribute('value') ?? '']),
  );
}

export interface Consenting {
  readonly page: Reply;
  readonly cookies: Readonly<Record<string, string>>;
}

/** Signs a member in for a valid authorization request, up to the consent page. */
export async function toConsentPage(
  { endpoint }: TestSandbox,
  query: Fields = authorizeQuery,
  userName = 'ada',
): Promise<Consenting> {
  const start = locationOf(await handleAuthorize(createRequest({ query }), endpoint));
  const login = await showLoginPage(createRequest({ query: start.search }), endpoint);
  const browser = cookiesOf(login);
  const form = { ...hiddenFields(login), username: userName, password: `${userName}-password` };
  const signedIn = await handleLogin(createRequest({ form, cookies: browser }), endpoint);
  const cookies = { ...browser, ...cookiesOf(signedIn) };
  const page = await showConsentPage(
    createRequest({ query: locationOf(signedIn).search, cookies }),
    endpoint,
  );
  return { page, cookies };
}

/** The values of the boxes on the consent page when an app may ask for everything. */
export const boxes: readonly string[] = dataGroups.flatMap(({ data }) => data.map(({ type }) => type));

/** Answers the consent page; `types` are the boxes left ticked. */
export async function decide(
  { endpoint }: TestSandbox,
  { page, cookies }: Consenting,
  decision: 'allow' | 'deny',
  types: readonly string[] = boxes,
  patient?: string,
): Promise<Reply> {
  const form = [
    ...Object.entries(hiddenFields(page)),
    ...(patient === undefined ? [] : [['patient', patient] as const]),
    ...types.map((type) => ['type', type] as const),
    ['decision', decision] as const,
  ];
  return await handleConsent(createRequest({ form, cookies }), endpoint);
}

/** The whole member flow up to the code. */
export async function getCode(
  sandbox: TestSandbox,
  query: Record<string, string> = {},
  types?: readonly string[],
): Promise<string> {
  const consenting = await toConsentPage(sandbox, { ...authorizeQuery, ...query });
  const code = locationOf(await decide(sandbox, consenting, 'allow', types)).searchParams.get('code');
  if (code === null) throw new Error('no code');
  return code;
}

/** Tokens of the whole member flow; `scope` `undefined` asks for none. */
export async function getTokens(
  sandbox: TestSandbox,
  scope?: string,
  types?: readonly string[],
): Promise<Record<string, unknown>> {
  const code = await getCode(sandbox, scope === undefined ? {} : { scope }, types);
  return (await postToken(sandbox, codeForm(code))).json;
}

export const codeForm = (code: string) => ({
  grant_type: 'authorization_code',
  code,
  code_verifier: verifier,
  redirect_uri: callback,
});
