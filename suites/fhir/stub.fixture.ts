import { randomBytes } from 'node:crypto';
import type { CapabilityStatementRestResource, FhirResource } from 'fhir/r4.js';
import { checks } from '../index.ts';
import { executeCheck } from '../runner/execute-check.ts';
import type { HttpResponse } from '../runner/http.ts';
import type { CheckResult } from '../runner/result.ts';
import { type GivenToken, Session } from '../runner/session.ts';
import { createTarget } from '../runner/target.ts';

const BASE = 'http://stub.test/fhir';

export interface Stub {
  /** What metadata says of each type. */
  readonly resource: readonly CapabilityStatementRestResource[];
  /** Answers `GET [base]/…`: a resource, a whole response, or nothing for 404. */
  answer(path: string, query: URLSearchParams): FhirResource | Partial<HttpResponse> | undefined;
}

export function searchset(
  ...entries: readonly (readonly [FhirResource, 'match' | 'include'])[]
): FhirResource {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: entries.filter(([, mode]) => mode === 'match').length,
    link: [{ relation: 'self', url: BASE }],
    entry: entries.map(([resource, mode]) => ({
      fullUrl: `${BASE}/${resource.resourceType}/${resource.id}`,
      resource,
      search: { mode },
    })),
  };
}

/** Runs one check against a small server that is made to be right or wrong. */
export async function runAgainst(id: string, { resource, answer }: Stub): Promise<CheckResult> {
  const check = checks.find((one) => one.id === id);
  if (!check) throw new Error(`there is no check ${id}`);
  const target = createTarget({
    name: 'stub',
    patientAccess: BASE,
    providerDirectory: BASE,
    oauth: { token: 'http://stub.test/token', authorize: 'http://stub.test/authorize' },
    clients: { member: { id: 'app', secret: 'secret', redirectUri: 'http://app.test/' } },
    members: [{ userName: 'one', password: 'one', patientId: 'p' }],
    limits: { requestsPerSecond: 0 },
  });
  const session = new Session({
    target,
    randomBytes,
    now: () => Date.now(),
    transport: async ({ url }) => {
      const { pathname, searchParams } = new URL(url);
      const path = pathname.slice('/fhir/'.length);
      const body =
        path === 'metadata'
          ? {
              resourceType: 'CapabilityStatement',
              fhirVersion: '4.0.1',
              rest: [{ mode: 'server', resource }],
            }
          : answer(path, searchParams);
      const plain = { status: 200, headers: [['content-type', 'application/fhir+json']] as const, body: '' };
      if (body === undefined) return { ...plain, status: 404, body: '{"resourceType":"OperationOutcome"}' };
      return 'resourceType' in body ? { ...plain, body: JSON.stringify(body) } : { ...plain, ...body };
    },
  });
  await session.share<GivenToken>('member token 0', async () => ({
    accessToken: 'token',
    patientId: 'p',
    body: {},
    exchange: await session.http.send({ method: 'GET', url: `${BASE}/metadata` }, 'login'),
  }));
  return (await executeCheck(check, session)).result;
}
