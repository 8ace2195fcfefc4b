import type { Route } from '../context.ts';
import { fhirBases } from './bases.ts';
import { metadata } from './capability.ts';
import type { AccessOf, FhirExchange } from './exchange.ts';
import { history } from './history.ts';
import { NotFound } from './outcomes.ts';
import { read } from './read.ts';
import { createFhirRoute, type Methods } from './respond.ts';
import { search } from './search/steps.ts';
import { vread } from './vread.ts';

const table: readonly (readonly [path: string, methods: Methods])[] = [
  ['/metadata', { get: metadata }],
  ['/:type', { get: search }],
  ['/:type/_search', { post: search }],
  ['/:type/_history', { get: history }],
  ['/:type/:id', { get: read }],
  ['/:type/:id/_history', { get: history }],
  ['/:type/:id/_history/:version', { get: vread }],
  ['', { get: unknownPath }],
  ['/*rest', { get: unknownPath, post: unknownPath }],
];

/**
 * The FHIR interactions of both bases.
 * @param accessOf finds what a request's bearer token opens; throws `BearerError`
 */
export function createFhirRoutes(accessOf: AccessOf): readonly Route[] {
  return fhirBases.flatMap((base) =>
    table.map(([path, methods]) => createFhirRoute(base.path + path, base, methods, accessOf)),
  );
}

function unknownPath({ request }: FhirExchange): never {
  throw new NotFound(`The address ${request.path}`);
}
