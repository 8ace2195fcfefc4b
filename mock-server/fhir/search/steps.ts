import type { FhirResource } from 'fhir/r4.js';
import type { SandboxCore } from '../../context.ts';
import { runSteps, type Step } from '../../step.ts';
import { authenticate, authorizeType, resolveType } from '../admit.ts';
import { baseUrl, cacheControl, type FhirExchange } from '../exchange.ts';
import { negotiate } from '../negotiate.ts';
import { FhirError, InvalidSearch } from '../outcomes.ts';
import { RecentMap, rememberBy } from '../remember.ts';
import { subjectOf } from '../subject.ts';
import { byId, visibleIndex } from '../visible.ts';
import { type BundleEntry, type BundleLink, renderSearchset } from './bundle.ts';
import { impliedPairs } from './implied.ts';
import { openPage, sealPage } from './page-token.ts';
import { planSearch, prefersStrict, queryString, type SearchPlan, type SearchRules } from './plan.ts';
import { type SearchScope, selectMatches } from './select.ts';

export interface SearchExchange extends FhirExchange {
  plan: SearchPlan;
  /** What the caller may see of the type. */
  candidates: readonly FhirResource[];
  matches: readonly FhirResource[];
  total: number;
  ordered: readonly FhirResource[];
  page: readonly FhirResource[];
  links: readonly BundleLink[];
  entries: readonly BundleEntry[];
}

/** Reads the parameters of URL and form, or the page token that stands for them. */
export const parseSearch: Step<SearchExchange> = {
  name: 'parse-search',
  run: (exchange) => {
    const pairs = sentPairs(exchange);
    const token = pairs.find(([name]) => name === '_page')?.[1];
    if (token === undefined) {
      exchange.plan = planSearch(pairs, rulesOf(exchange));
      return;
    }
    const other = pairs.find(([name]) => name !== '_page' && name !== '_format');
    if (other) throw new InvalidSearch(other[0], other[1], 'cannot be added to a page link');
    const position = openPage(token, pageClaim(exchange), exchange.endpoint.core.key);
    exchange.asOf = position.asOf;
    const plan = planSearch(new URLSearchParams(position.query), rulesOf(exchange));
    exchange.plan = { ...plan, after: position.after };
  },
};

/** Adds what the server applies unasked; the self link shows it (FHIR R4 search.html#conformance). */
export const implyParameters: Step<SearchExchange> = {
  name: 'imply-parameters',
  run: (exchange) => {
    const { plan } = exchange;
    const pairs = impliedPairs(exchange, plan);
    if (pairs.length === 0) return;
    const implied = planSearch(pairs, rulesOf(exchange));
    exchange.plan = {
      ...plan,
      criteria: [...implied.criteria, ...plan.criteria],
      processed: [...implied.processed, ...plan.processed],
    };
  },
};

export const selectCandidates: Step<SearchExchange> = {
  name: 'select-candidates',
  run: (exchange) => {
    exchange.candidates = visibleIndex(exchange).ofType(exchange.type);
  },
};

export const match: Step<SearchExchange> = {
  name: 'match',
  run: (exchange) => {
    exchange.matches = selectMatches(exchange.candidates, exchange.plan.criteria, scopeOf(exchange));
  },
};

export const countTotal: Step<SearchExchange> = {
  name: 'count-total',
  run: (exchange) => {
    exchange.total = exchange.matches.length;
  },
};

/** By id, so that a page sequence can go on after any match. */
export const order: Step<SearchExchange> = {
  name: 'order',
  run: (exchange) => {
    exchange.ordered = orderedById(exchange.matches);
  },
};

const orderedById = rememberBy((matches: readonly FhirResource[]) => [...matches].sort(byId));

export const page: Step<SearchExchange> = {
  name: 'page',
  run: (exchange) => {
    const { ordered, plan } = exchange;
    exchange.page = recentPages(ordered).get(`${plan.pageSize} ${plan.after ?? ''}`, () => {
      const start = startAfter(ordered, plan.after);
      return ordered.slice(start, start + plan.pageSize);
    });
  },
};

const recentPages = rememberBy(
  (_ordered: readonly FhirResource[]) => new RecentMap<readonly FhirResource[]>(8),
);

function startAfter(ordered: readonly FhirResource[], after: string | undefined): number {
  if (after === undefined) return 0;
  const start = ordered.findIndex(({ id = '' }) => id > after);
  return start < 0 ? ordered.length : start;
}

/** `self` as processed, `next` while matches are left (FHIR R4 http.html#paging). */
export const link: Step<SearchExchange> = {
  name: 'link',
  run: (exchange) => {
    const { plan, ordered, request } = exchange;
    const url = `${baseUrl(exchange)}/${exchange.type}`;
    const query = queryString(plan.processed);
    const token = request.query.get('_page') ?? request.form?.get('_page');
    const own = token ? `_page=${encodeURIComponent(token)}` : query;
    const links: BundleLink[] = [{ relation: 'self', url: own === '' ? url : `${url}?${own}` }];
    const after = exchange.page.at(-1)?.id;
    if (after !== undefined && after !== ordered.at(-1)?.id) {
      links.push({ relation: 'next', url: `${url}?_page=${nextToken(exchange, query, after)}` });
    }
    exchange.links = links;
  },
};

/**
 * The same matches have the same token, sealed once: as long as the array is the same, the data of now is that of
 * the moment in the token.
 */
function nextToken(exchange: SearchExchange, query: string, after: string): string {
  const { ordered, asOf, endpoint } = exchange;
  const claim = pageClaim(exchange);
  const key = [claim.base, claim.type, claim.subject, claim.seed, query, after].join('\n');
  return recentTokens(endpoint.core)(ordered).get(key, () =>
    sealPage({ ...claim, query, after, asOf }, endpoint.core.key),
  );
}

const recentTokens = rememberBy((_core: SandboxCore) =>
  rememberBy((_ordered: readonly FhirResource[]) => new RecentMap<string>(16)),
);

/** Gives each match its absolute URL, which ends in its id (FHIR R4 bundle.html#bundle-unique). */
export const addressEntries: Step<SearchExchange> = {
  name: 'address-entries',
  run: (exchange) => {
    const url = baseUrl(exchange);
    exchange.entries = recentEntries(exchange.page).get(url, () =>
      exchange.page.map((resource) => ({
        fullUrl: `${url}/${resource.resourceType}/${resource.id}`,
        resource,
        mode: 'match',
      })),
    );
  },
};

const recentEntries = rememberBy(
  (_page: readonly FhirResource[]) => new RecentMap<readonly BundleEntry[]>(4),
);

export const bundle: Step<SearchExchange> = {
  name: 'bundle',
  run: (exchange) => {
    const { endpoint, plan, total, links, entries, requestId, contentType } = exchange;
    // `_count=0` answers with the total alone (FHIR R4 search.html#count).
    const ignored = plan.pageSize === 0 ? [] : plan.ignored;
    const searchedAt = exchange.ports.clock.now();
    const set = { searchedAt, total, links, entries, ignored };
    exchange.reply = {
      status: 200,
      headers: { 'content-type': contentType, 'cache-control': cacheControl(exchange) },
      body: renderSearchset(set, endpoint.dialect, requestId),
    };
  },
};

export const searchSteps: readonly Step<SearchExchange>[] = [
  negotiate,
  authenticate,
  resolveType,
  authorizeType,
  parseSearch,
  implyParameters,
  selectCandidates,
  match,
  countTotal,
  order,
  page,
  link,
  addressEntries,
  bundle,
];

/** `GET [base]/[type]?…` and `POST [base]/[type]/_search` (FHIR R4 http.html#search). */
export function search(exchange: FhirExchange) {
  return runSteps(searchSteps, {
    ...exchange,
    plan: { criteria: [], processed: [], ignored: [], pageSize: 0, after: undefined },
    candidates: [],
    matches: [],
    total: 0,
    ordered: [],
    page: [],
    links: [],
    entries: [],
  });
}

/** The parameters of URL and form together (FHIR R4 http.html#search). */
function sentPairs({ request }: FhirExchange): [string, string][] {
  const { method, query, form, body } = request;
  if (method === 'POST' && !form && body.trim() !== '') {
    throw new FhirError(415, 'not-supported', 'A search by POST needs application/x-www-form-urlencoded.');
  }
  return [...query, ...(form ?? [])];
}

/** What the parameters of a search are understood by. */
export function rulesOf(exchange: FhirExchange): SearchRules {
  return {
    type: exchange.type,
    types: new Set(exchange.base.types.keys()),
    baseUrl: baseUrl(exchange),
    asOf: exchange.asOf,
    strict: prefersStrict(exchange.request.headers.prefer),
  };
}

/** Where the chains of a search lead. */
export function scopeOf(exchange: FhirExchange): SearchScope {
  return { visible: visibleIndex(exchange), baseUrl: baseUrl(exchange) };
}

function pageClaim({ base, type, access, ports }: FhirExchange) {
  return { base: base.path, type, subject: subjectOf(access), seed: ports.population.seed };
}
