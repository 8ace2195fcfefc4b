import type { FhirResource } from 'fhir/r4.js';
import type { Access, Endpoint } from '../../context.ts';
import { consentableTypes, directoryTypes } from '../../oauth/resource-types.ts';
import type { IncomingRequest } from '../../reply.ts';
import type { FhirBase } from '../bases.ts';
import { createExchange, type FhirExchange, type FhirHandler } from '../exchange.ts';
import { visibleIndex } from '../visible.ts';

/** Whose eyes the examples are seen with. */
export interface Viewer {
  /** User name of the member; absent for an app with a directory token. */
  readonly userName: string | undefined;
  readonly access: Access;
}

/** What examples are taken from: the directory, and the documented members. */
export interface Showcase {
  readonly base: FhirBase;
  isServed(type: string): boolean;
  /** The viewer who sees something of the type, and what. */
  ofType(type: string): { readonly viewer: Viewer; readonly resources: readonly FhirResource[] } | undefined;
  /** The JSON that the viewer is answered with. */
  answer(viewer: Viewer, handler: FhirHandler, request: Partial<IncomingRequest>): Promise<unknown>;
}

/** Makes the marks of requests in examples recognisable. */
const requestId = '00000000-0000-4000-8000-000000000000';

export function createShowcase(base: FhirBase, endpoint: Endpoint): Showcase {
  const exchangeOf = ({ access }: Viewer, request: Partial<IncomingRequest> = {}): FhirExchange => ({
    ...createExchange({ ...emptyRequest, ...request }, endpoint, base, async () => access, requestId),
    access,
  });
  const ofType: Showcase['ofType'] = (type) => {
    for (const viewer of viewersOf(base, endpoint)) {
      const resources = visibleIndex(exchangeOf(viewer)).ofType(type);
      if (resources.length > 0) return { viewer, resources };
    }
    return undefined;
  };
  return {
    base,
    isServed: (type) => base.types.get(type)?.optional !== true || ofType(type) !== undefined,
    ofType,
    async answer(viewer, handler, request) {
      const { body } = await handler(exchangeOf(viewer, request));
      return JSON.parse(String(body));
    },
  };
}

const emptyRequest: IncomingRequest = {
  method: 'GET',
  path: '/',
  query: new URLSearchParams(),
  form: undefined,
  body: '',
  headers: {},
  cookies: {},
  params: {},
};

const app: Viewer = {
  userName: undefined,
  access: { kind: 'directory', clientId: '', types: directoryTypes },
};

function* viewersOf({ name }: FhirBase, { core }: Endpoint): Generator<Viewer> {
  if (name === 'directory') {
    yield app;
    return;
  }
  const types = new Set<string>(consentableTypes);
  for (const { userName, patientId } of core.ports.population.personas()) {
    yield { userName, access: { kind: 'member', clientId: '', patientId, types } };
  }
}
