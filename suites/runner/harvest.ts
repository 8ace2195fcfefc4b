import type { Bundle, FhirResource } from 'fhir/r4.js';
import { NotExercised } from './context.ts';
import { type HttpClient, jsonObjectOf, type RawExchange } from './http.ts';
import { linkedAddress } from './linked-address.ts';

export type Identified = FhirResource & { readonly id: string };

/** All pages of one search. */
export interface Harvest {
  readonly matches: readonly Identified[];
  readonly pages: readonly { readonly bundle: Bundle; readonly exchange: RawExchange }[];
  /** True when `limits.maxPages` cut it: what is missing from it proves nothing. */
  readonly truncated: boolean;
}

/** A search that was read, page by page: the bodies are with the exchanges. */
export interface PagesRead {
  readonly exchanges: readonly RawExchange[];
  readonly truncated: boolean;
}

/** Origin of the pages of a search from the second on. */
export const LATER_PAGE = 'harvest, later page';

/** @throws NotExercised when the search is answered with an error, or with something else than a Bundle */
export async function harvestPages(
  http: HttpClient,
  base: string,
  query: string,
  accessToken: string,
  maxPages: number,
): Promise<PagesRead> {
  const headers = {
    accept: 'application/fhir+json',
    ...(accessToken && { authorization: `Bearer ${accessToken}` }),
  };
  const exchanges: RawExchange[] = [];
  const seen = new Set<string>();
  let url: string | undefined = `${base}/${query}`;
  while (url && exchanges.length < maxPages && !seen.has(url)) {
    seen.add(url);
    const exchange: RawExchange = await http.send(
      { method: 'GET', url, headers },
      exchanges.length === 0 ? 'harvest' : LATER_PAGE,
    );
    const { status } = exchange.response;
    if (status < 200 || status > 299) throw new NotExercised(`GET ${query} answered HTTP ${status}`);
    const bundle: unknown = jsonObjectOf(exchange);
    if (!isBundle(bundle)) throw new NotExercised(`GET ${query} did not answer with a Bundle`);
    exchanges.push(exchange);
    const next = bundle.link?.find((link) => link.relation === 'next')?.url;
    url = next === undefined ? undefined : linkedAddress(next, base);
  }
  return { exchanges, truncated: url !== undefined };
}

/** Parses what was read. */
export function harvestOf({ exchanges, truncated }: PagesRead): Harvest {
  const pages = exchanges.flatMap((exchange) => {
    const bundle: unknown = jsonObjectOf(exchange);
    return isBundle(bundle) ? [{ bundle, exchange }] : [];
  });
  return { matches: pages.flatMap(({ bundle }) => matchesOf(bundle)), pages, truncated };
}

/** The entries that matched, without includes and outcomes. */
export function matchesOf(bundle: Bundle): Identified[] {
  return (bundle.entry ?? []).flatMap(({ resource, search }) =>
    resource?.id !== undefined &&
    (search?.mode ?? 'match') === 'match' &&
    resource.resourceType !== 'OperationOutcome'
      ? [resource as Identified]
      : [],
  );
}

function isBundle(value: unknown): value is Bundle {
  return (
    typeof value === 'object' && value !== null && 'resourceType' in value && value.resourceType === 'Bundle'
  );
}
