import type { Awaitable } from '../awaitable.ts';
import type { Access, Endpoint } from '../context.ts';
import { type Ports, portsInForce } from '../control/defect.ts';
import type { IncomingRequest, Reply } from '../reply.ts';
import type { FhirBase } from './bases.ts';

/** Finds what the request's bearer token opens. Throws `BearerError` when it opens nothing. */
export type AccessOf = (request: IncomingRequest, endpoint: Endpoint) => Awaitable<Access>;

/** One FHIR request on its way through the steps. */
export interface FhirExchange {
  readonly request: IncomingRequest;
  readonly endpoint: Endpoint;
  readonly base: FhirBase;
  readonly accessOf: AccessOf;
  /** From `authenticate` on with the population that the client sees. */
  ports: Ports;
  /** UUID of this request, shown in `meta.tag` by the `documented` dialect. */
  readonly requestId: string;
  /** The moment whose data is served, in milliseconds since the epoch: now, or that of a first page. */
  asOf: number;
  /** Media type of the answer, as negotiated. */
  contentType: string;
  /** `undefined` when the public directory is read without a token. */
  access: Access | undefined;
  /** Resource type asked for. */
  type: string;
  reply?: Reply;
}

/** One interaction. */
export type FhirHandler = (exchange: FhirExchange) => Awaitable<Reply>;

export function createExchange(
  request: IncomingRequest,
  endpoint: Endpoint,
  base: FhirBase,
  accessOf: AccessOf,
  requestId: string,
): FhirExchange {
  const ports = portsInForce(endpoint.core.ports);
  return {
    request,
    endpoint,
    base,
    accessOf,
    ports,
    requestId,
    asOf: ports.clock.now(),
    contentType: '',
    access: undefined,
    type: '',
  };
}

/** Absolute URL of the base, as clients know it. */
export function baseUrl({ endpoint, base }: FhirExchange): string {
  return endpoint.publicUrl + base.path;
}

/** Member data is never stored by caches; directory data may be, if it is asked about each time (RFC 9111 §5.2). */
export function cacheControl({ base, access }: FhirExchange): string {
  if (base.name === 'patient-access') return 'private, no-store';
  return access === undefined ? 'public, no-cache' : 'private, no-cache';
}
