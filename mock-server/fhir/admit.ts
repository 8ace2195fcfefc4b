import { after } from '../awaitable.ts';
import { type Access, BearerError } from '../context.ts';
import { portsFor } from '../control/defect.ts';
import type { Step } from '../step.ts';
import type { ServedType } from './bases.ts';
import { coversType } from './covers.ts';
import type { FhirExchange } from './exchange.ts';
import { NotFound } from './outcomes.ts';
import { directoryIndex } from './visible.ts';

/** Takes the bearer token. A public directory needs none, but one that is sent has to be good. */
export const authenticate: Step<FhirExchange> = {
  name: 'authenticate',
  run: (exchange) => {
    const { base, endpoint, request } = exchange;
    const isPublic = base.name === 'directory' && endpoint.core.directoryAuth === 'public';
    if (isPublic && request.headers.authorization === undefined) return;
    return after(exchange.accessOf(request, endpoint), (access) => admit(exchange, access));
  },
};

function admit(exchange: FhirExchange, access: Access): void {
  if (exchange.base.name === 'patient-access' && access.kind === 'directory') {
    throw new BearerError(403, 'insufficient_scope', 'Member data needs a token that a member has granted.');
  }
  exchange.access = access;
  exchange.ports = portsFor(exchange.ports, access.environment);
}

/** Type names are case-sensitive (FHIR R4 http.html#general). */
export const resolveType: Step<FhirExchange> = {
  name: 'resolve-type',
  run: (exchange) => {
    const type = exchange.request.params.type ?? '';
    if (!isServed(exchange, type)) throw new NotFound(`The resource type "${type}"`);
    exchange.type = type;
  },
};

/** Keeps a token to the types it opens, and to what it may do with them (RFC 6750 §3.1). */
export const authorizeType: Step<FhirExchange> = {
  name: 'authorize-type',
  run: (exchange) => {
    const { access, request, type } = exchange;
    if (!coversType(exchange, type)) {
      throw new BearerError(403, 'insufficient_scope', `The token does not cover ${type}.`);
    }
    const only = access?.limited?.get(type);
    if (only === undefined || only === actionOf(request)) return;
    const may = only === 'r' ? 'read' : 'search for';
    throw new BearerError(403, 'insufficient_scope', `The token may ${may} ${type} only.`);
  },
};

/** `r`: read, vread and history of an instance; `s`: search and history of a type (SMART App Launch 2.0.0, scopes). */
function actionOf({ params }: FhirExchange['request']): 'r' | 's' {
  return params.id === undefined ? 's' : 'r';
}

/** The types that the base offers at present: optional ones only if there is something to offer. */
export function servedTypes(exchange: FhirExchange): ServedType[] {
  return [...exchange.base.types.values()].filter(({ type }) => isServed(exchange, type));
}

function isServed(exchange: FhirExchange, type: string): boolean {
  const served = exchange.base.types.get(type);
  if (!served) return false;
  return served.optional !== true || directoryIndex(exchange).ofType(type).length > 0;
}
