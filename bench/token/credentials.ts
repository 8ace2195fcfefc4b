import autocannon from 'autocannon';
import type { Candidate } from './candidates.ts';

const CONNECTIONS = 50;

export interface Throughput {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p99: number;
}

export function credentialsRequest({ tokenPath, clientId, secret }: Candidate) {
  return {
    path: tokenPath,
    headers: {
      authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  };
}

/** @throws Error when any answer was not a token */
export async function measureCredentials(
  candidate: Candidate,
  url: string,
  seconds: number,
): Promise<Throughput> {
  const { path, headers, body } = credentialsRequest(candidate);
  const result = await autocannon({
    url: `${url}${path}`,
    connections: CONNECTIONS,
    duration: seconds,
    method: 'POST',
    headers,
    body,
  });
  if (result.non2xx + result.errors + result.timeouts > 0)
    throw new Error(`${candidate.name}: ${result.non2xx} refusals, ${result.errors} errors`);
  return { perSecond: result['2xx'] / result.duration, p99: result.latency.p99 };
}
