import type { Bundle, BundleEntry, Resource } from 'fhir/r4.js';
import { type CheckContext, NotExercised } from '../../runner/context.ts';
import type { Identified } from '../../runner/harvest.ts';
import { jsonObjectOf, type RawExchange } from '../../runner/http.ts';
import { type Api, type Holding, request, within } from '../api.ts';

/** The first page of a search, taken apart by search mode. */
export interface Page {
  readonly exchange: RawExchange;
  readonly matches: readonly Identified[];
  readonly included: readonly Identified[];
  /** Entries without a mode that says why they are there. */
  readonly modeless: number;
}

/** @throws NotExercised when the answer is no Bundle */
export async function firstPage(t: CheckContext, api: Api, holding: Holding, query: string): Promise<Page> {
  const path = within(holding, query);
  const exchange = await request(t, api, path, { member: holding.member });
  const body = jsonObjectOf(exchange);
  if (body?.resourceType !== 'Bundle')
    throw new NotExercised(`${path} did not answer with a Bundle (HTTP ${exchange.response.status})`);
  const entries = ((body as unknown as Bundle).entry ?? []).filter(
    ({ resource }) => resource?.resourceType !== 'OperationOutcome',
  );
  const of = (mode: string) =>
    entries.filter(({ search }) => search?.mode === mode).flatMap(({ resource }) => identified(resource));
  return {
    exchange,
    matches: of('match'),
    included: of('include'),
    modeless: entries.filter((entry: BundleEntry) => entry.search?.mode === undefined).length,
  };
}

function identified(resource: Resource | undefined): Identified[] {
  return resource?.id === undefined ? [] : [resource as Identified];
}

/** Every relative reference in a resource. */
export function referencesIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) =>
    name === 'reference' && typeof value === 'string' ? [value] : referencesIn(value),
  );
}
