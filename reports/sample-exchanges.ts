import type { Exchange, RecordedMessage } from '../suites/runner/result.ts';

const TOKEN_URL = 'https://api.plan.example/oauth/v1/token';
const PATIENT_ACCESS = 'https://api.plan.example/ghp/fhir4/v1';
const DIRECTORY = 'https://api.plan.example/ghp/fhir4/providerdirectory/v1';

type Headers = RecordedMessage['headers'];

const form: Headers = [
  ['authorization', 'Basic basic-credentials#1'],
  ['content-type', 'application/x-www-form-urlencoded'],
  ['accept', 'application/json'],
];
const json: Headers = [
  ['content-type', 'application/json'],
  ['cache-control', 'no-store'],
  ['pragma', 'no-cache'],
];
const fhir: Headers = [
  ['content-type', 'application/fhir+json; charset=utf-8'],
  ['etag', 'W/"3"'],
  ['x-request-id', '7f9c2ba4-e88f-4276-9f5c-0e5ad9f7a1c3'],
];
const bearer: Headers = [
  ['authorization', 'Bearer access-token#2'],
  ['accept', 'application/fhir+json'],
];

const tokenBody = `{"access_token":"access-token#1","token_type":"BearerToken","expires_in":"3599","issued_at":"1613489182030","scope":"","client_id":"directory-client"}`;

const searchset = `{"resourceType":"Bundle","type":"searchset","total":2,"link":[{"relation":"self","url":"${PATIENT_ACCESS}/ExplanationOfBenefit?service-date=ge2025-01-01&_count=2"}],"entry":[{"fullUrl":"${PATIENT_ACCESS}/ExplanationOfBenefit/eob-7K2M","search":{"mode":"match"},"resource":{"resourceType":"ExplanationOfBenefit","id":"eob-7K2M","meta":{"versionId":"3","lastUpdated":"2025-11-02T08:15:00.000Z","profile":["http://hl7.org/fhir/us/carin-bb/StructureDefinition/C4BB-ExplanationOfBenefit-Pharmacy"]},"status":"active","use":"claim","billablePeriod":{"start":"2024-12-28","end":"2024-12-28"},"total":[{"category":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/adjudication","code":"submitted"}]},"amount":{"value":100.50,"currency":"USD"}}],"item":[]}},{"fullUrl":"${PATIENT_ACCESS}/ExplanationOfBenefit/eob-7K2N","search":{"mode":"match"},"resource":{"resourceType":"ExplanationOfBenefit","id":"eob-7K2N","status":"active","use":"claim","billablePeriod":{"start":"2025-03-04"}}}]}`;

interface Recipe {
  readonly origin: string;
  readonly method?: string;
  readonly url: string;
  readonly request: RecordedMessage;
  readonly response?: RecordedMessage & { readonly status: number };
  readonly error?: string;
  readonly durationMs?: number;
}

/** In the order they were made; exchange `n` has the id `x<n>`, counted from 1. */
const recipes: readonly Recipe[] = [
  {
    origin: 'oauth.token.token-basic-ok',
    method: 'POST',
    url: TOKEN_URL,
    request: { headers: form, body: 'grant_type=client_credentials' },
    response: { status: 200, headers: json, body: tokenBody },
  },
  {
    origin: 'oauth.authorize.code-reuse-refused',
    method: 'POST',
    url: TOKEN_URL,
    request: {
      headers: form,
      body: 'grant_type=authorization_code&code=code#1&code_verifier=code-verifier#1&redirect_uri=https%3A%2F%2Fapp.example%2Fcb',
    },
    response: {
      status: 200,
      headers: json,
      body: '{"access_token":"access-token#2","token_type":"Bearer","expires_in":3599,"refresh_token":"refresh-token#1","scope":"openid patient/*.read"}',
    },
  },
  {
    origin: 'oauth.authorize.code-reuse-refused',
    method: 'POST',
    url: TOKEN_URL,
    request: {
      headers: form,
      body: 'grant_type=authorization_code&code=code#1&code_verifier=code-verifier#1&redirect_uri=https%3A%2F%2Fapp.example%2Fcb',
    },
    response: {
      status: 200,
      headers: json,
      body: '{"access_token":"access-token#3","token_type":"Bearer","expires_in":3599}',
    },
    durationMs: 18.4,
  },
  {
    origin: 'oauth.token.token-wrong-secret-challenge',
    method: 'POST',
    url: TOKEN_URL,
    request: {
      headers: [['authorization', 'Basic basic-credentials#2'], ...form.slice(1)],
      body: 'grant_type=client_credentials',
    },
    response: {
      status: 401,
      headers: json,
      body: '{"ErrorCode":"invalid_client","Error":"Invalid client credentials"}',
    },
  },
  {
    origin: 'fhir.search.eob-service-date',
    url: `${PATIENT_ACCESS}/ExplanationOfBenefit?service-date=ge2025-01-01&_count=2`,
    request: { headers: bearer },
    response: { status: 200, headers: fhir, body: searchset },
    durationMs: 41.2,
  },
  {
    origin: 'fhir.read.unknown-id',
    url: `${PATIENT_ACCESS}/Patient/none-such`,
    request: { headers: bearer },
    response: {
      status: 404,
      headers: fhir.slice(0, 1),
      body: '{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"not-found","diagnostics":"No Patient has this id."}]}',
    },
  },
  {
    origin: 'provider-directory.access.public-read',
    url: `${DIRECTORY}/Practitioner?_count=1`,
    request: { headers: [['accept', 'application/fhir+json']] },
    response: {
      status: 401,
      headers: [...json.slice(0, 1), ['www-authenticate', 'Bearer realm="directory"']],
      body: '{"fault":{"faultstring":"Invalid access token","detail":{"errorcode":"oauth.v2.InvalidAccessToken"}}}',
    },
  },
  {
    origin: 'patient-access.capability.declares-searches',
    url: `${PATIENT_ACCESS}/metadata`,
    request: { headers: [['accept', 'application/fhir+json']] },
    response: {
      status: 200,
      headers: fhir.slice(0, 1),
      body: '{"resourceType":"CapabilityStatement","status":"active","kind":"instance","fhirVersion":"4.0.1","rest":[{"mode":"server","resource":[{"type":"Patient","interaction":[{"code":"read"}]},{"type":"Cover',
      truncated: true,
    },
  },
  {
    origin: 'fhir.search.eob-service-date',
    url: `${PATIENT_ACCESS}/ExplanationOfBenefit?service-date=ge2025-01-01&_count=2&page=2`,
    request: { headers: bearer },
    error: 'The connection was closed after 10 s without an answer.',
    durationMs: 10_000,
  },
];

/** Recorded exchanges of the sample run. */
export const sampleExchanges: readonly Exchange[] = recipes.map(
  ({ method = 'GET', durationMs = 12.5, ...rest }, index) => ({
    id: `x${index + 1}`,
    startedAt: `2026-11-24T02:33:1${index % 10}.250Z`,
    durationMs,
    method,
    ...rest,
  }),
);
