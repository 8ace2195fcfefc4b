import { runSteps, type Step } from '../step.ts';
import { authenticate, authorizeType, resolveType } from './admit.ts';
import type { FhirExchange } from './exchange.ts';
import { negotiate } from './negotiate.ts';
import { Gone, NotFound } from './outcomes.ts';
import { checkConditions, type ReadExchange, serveResource, takeSubset } from './read.ts';
import { versionsOf } from './versions.ts';

/** A version of a resource that the caller may see now, or could until it was deleted. */
export const findVersion: Step<ReadExchange> = {
  name: 'find-version',
  run: (exchange) => {
    const { id = '', version = '' } = exchange.request.params;
    const reference = `${exchange.type}/${id}`;
    const found = versionsOf(exchange, reference).find(({ versionId }) => versionId === version);
    if (!found) throw new NotFound(`${reference}/_history/${version}`);
    if (!found.resource) throw new Gone(`${reference}/_history/${version}`);
    exchange.resource = found.resource;
  },
};

export const vreadSteps: readonly Step<ReadExchange>[] = [
  negotiate,
  authenticate,
  resolveType,
  authorizeType,
  findVersion,
  checkConditions,
  takeSubset,
  serveResource,
];

/** `GET [base]/[type]/[id]/_history/[vid]` (FHIR R4 http.html#vread). */
export function vread(exchange: FhirExchange) {
  return runSteps(vreadSteps, { ...exchange, resource: undefined });
}
