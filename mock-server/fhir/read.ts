import type { FhirResource } from 'fhir/r4.js';
import { runSteps, type Step } from '../step.ts';
import { authenticate, authorizeType, resolveType } from './admit.ts';
import { isDeleted } from './deleted.ts';
import { cacheControl, type FhirExchange } from './exchange.ts';
import { negotiate } from './negotiate.ts';
import { Gone, NotFound } from './outcomes.ts';
import { rememberBy } from './remember.ts';
import { subsetAskedFor } from './search/result-parameters.ts';
import { subsetOf } from './search/subset.ts';
import { fillTemplate, serialised } from './template.ts';
import { visibleIndex } from './visible.ts';

export interface ReadExchange extends FhirExchange {
  resource: FhirResource | undefined;
}

/** Looks only among what the caller may see, so another member's resource and a missing one are alike. */
export const findResource: Step<ReadExchange> = {
  name: 'find-resource',
  run: (exchange) => {
    const id = exchange.request.params.id ?? '';
    exchange.resource = visibleIndex(exchange).find(exchange.type, id);
    if (exchange.resource) return;
    const reference = `${exchange.type}/${id}`;
    throw isDeleted(exchange, reference) ? new Gone(reference) : new NotFound(reference);
  },
};

/** Conditional read (FHIR R4 http.html#cread): `If-None-Match` wins over `If-Modified-Since` (RFC 9110 §13.2.2). */
export const checkConditions: Step<ReadExchange> = {
  name: 'check-conditions',
  run: (exchange) => {
    const { headers } = exchange.request;
    const tags = headers['if-none-match'];
    const since = headers['if-modified-since'];
    const unchanged =
      tags !== undefined
        ? isListed(tags, exchange.resource)
        : since !== undefined && isOlder(exchange, since);
    if (unchanged) exchange.reply = { status: 304, headers: validators(exchange), body: undefined };
  },
};

/** `_summary` and `_elements` are for reads too (FHIR R4 search.html#summary, #elements). */
export const takeSubset: Step<ReadExchange> = {
  name: 'take-subset',
  run: (exchange) => {
    const { resource, type, request } = exchange;
    if (!resource || request.query.size === 0) return;
    const subset = subsetAskedFor(request.query, type);
    if (subset) exchange.resource = subsetOf(resource, subset);
  },
};

export const serveResource: Step<ReadExchange> = {
  name: 'serve-resource',
  run: (exchange) => {
    const { resource, endpoint, requestId, contentType } = exchange;
    if (!resource) throw new NotFound(exchange.type);
    exchange.reply = {
      status: 200,
      headers: { 'content-type': contentType, ...validators(exchange) },
      body: fillTemplate(serialised[endpoint.dialect](resource), requestId),
    };
  },
};

export const readSteps: readonly Step<ReadExchange>[] = [
  negotiate,
  authenticate,
  resolveType,
  authorizeType,
  findResource,
  checkConditions,
  takeSubset,
  serveResource,
];

/** `GET [base]/[type]/[id]` (FHIR R4 http.html#read). */
export function read(exchange: FhirExchange) {
  return runSteps<ReadExchange>(readSteps, Object.assign(exchange, { resource: undefined }));
}

interface Validators {
  readonly etag?: string;
  readonly 'last-modified'?: string;
}

const validatorsOf = rememberBy(({ meta }: FhirResource): Validators => {
  const { versionId, lastUpdated } = meta ?? {};
  return {
    ...(versionId === undefined ? {} : { etag: `W/"${versionId}"` }),
    ...(lastUpdated === undefined ? {} : { 'last-modified': new Date(lastUpdated).toUTCString() }),
  };
});

function validators(exchange: ReadExchange): Record<string, string> {
  const { resource } = exchange;
  return { 'cache-control': cacheControl(exchange), ...(resource && validatorsOf(resource)) };
}

/** Weak comparison (RFC 9110 §8.8.3.2). */
function isListed(tags: string, resource: FhirResource | undefined): boolean {
  if (tags.trim() === '*') return true;
  const current = `"${resource?.meta?.versionId}"`;
  return tags.split(',').some((tag) => tag.trim().replace(/^W\//, '') === current);
}

/** HTTP dates have whole seconds. A date that cannot be read is ignored (RFC 9110 §13.1.3). */
function isOlder({ resource }: ReadExchange, since: string): boolean {
  const limit = Date.parse(since);
  const updated = Date.parse(resource?.meta?.lastUpdated ?? '');
  return Math.floor(updated / 1000) * 1000 <= limit;
}
