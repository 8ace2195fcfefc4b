import { AsyncLocalStorage } from 'node:async_hooks';
import type { Bundle, FhirResource } from 'fhir/r4.js';
import { Client } from 'fhir-kit-client';
import { NotExercised } from './context.ts';
import type { HttpClient, RawExchange } from './http.ts';

export type Identified = FhirResource & { readonly id: string };

/** All pages of one search. */
export interface Harvest {
  readonly matches: readonly Identified[];
  readonly pages: readonly { readonly bundle: Bundle; readonly exchange: RawExchange }[];
  /** True when `limits.maxPages` cut it: what is missing from it proves nothing. */
  readonly truncated: boolean;
}

const recorded = new AsyncLocalStorage<(request: Request) => Promise<Response>>();
let installed = false;

/** fhir-kit-client has no transport option and calls the global fetch: within `recorded.run` that is our client. */
function routeFetch(): void {
  if (installed) return;
  installed = true;
  const original = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const send = recorded.getStore();
    return send && input instanceof Request ? send(input) : original(input, init);
  };
}

/** @throws NotExercised when the search is answered with an error, or with something else than a Bundle */
export async function harvestPages(
  http: HttpClient,
  base: string,
  query: string,
  accessToken: string,
  maxPages: number,
): Promise<Harvest> {
  routeFetch();
  const pages: { bundle: Bundle; exchange: RawExchange }[] = [];
  const seen = new Set<string>();
  let last: RawExchange | undefined;
  const client = new Client({ baseUrl: base, ...(accessToken && { bearerToken: accessToken }) });
  const send = async (request: Request): Promise<Response> => {
    last = await http.send(
      { method: request.method, url: request.url, headers: Object.fromEntries(request.headers) },
      'harvest',
    );
    const { status, headers, body } = last.response;
    return new Response(body || null, { status, headers: headers.map(([name, value]) => [name, value]) });
  };
  const read = async (url: string): Promise<Bundle> => {
    let body: unknown;
    try {
      body = await recorded.run(send, () => client.request(url));
    } catch (error) {
      if (!last || !isResponseError(error)) throw error;
      throw new NotExercised(`GET ${query} answered HTTP ${last.response.status}`);
    }
    if (!isBundle(body)) throw new NotExercised(`GET ${query} did not answer with a Bundle`);
    if (last) pages.push({ bundle: body, exchange: last });
    return body;
  };
  let url: string | undefined = `${base}/${query}`;
  while (url && pages.length < maxPages && !seen.has(url)) {
    seen.add(url);
    const bundle: Bundle = await read(url);
    const next = bundle.link?.find((link) => link.relation === 'next')?.url;
    url = next === undefined ? undefined : new URL(next, `${base}/`).href;
  }
  return { matches: pages.flatMap(({ bundle }) => matchesOf(bundle)), pages, truncated: url !== undefined };
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

function isResponseError(error: unknown): boolean {
  return error instanceof Error && 'response' in error;
}
