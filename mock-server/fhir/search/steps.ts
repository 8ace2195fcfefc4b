import type { FhirResource } from 'fhir/r4.js';
import { runSteps, type Step } from '../../step.ts';
import { authenticate, authorizeType, resolveType } from '../admit.ts';
import type { FhirBase } from '../bases.ts';
import { baseUrl, cacheControl, type FhirExchange } from '../exchange.ts';
import { negotiate } from '../negotiate.ts';
import { FhirError, InvalidSearch } from '../outcomes.ts';
import { rememberBy } from '../remember.ts';
import { visibleIndex } from '../visible.ts';
import {
  type BundleEntry,
  type BundleLink,
  ignoredNotice,
  incompleteNotice,
  renderSearchset,
} from './bundle.ts';
import { impliedPairs } from './implied.ts';
import { includedWith, maximumIncludes } from './include.ts';
import { nextToken, pageClaim, refuseEndlessLink } from './page-link.ts';
import { openPage } from './page-token.ts';
import { entriesOf, pageAfter } from './pages.ts';
import {
  emptyPlan,
  planSearch,
  prefersStrict,
  queryString,
  type SearchPlan,
  type SearchRules,
} from './plan.ts';
import { type SearchScope, selectMatches } from './select.ts';
import { sortMatches } from './sort.ts';
import { warmSoon } from './warm.ts';

export interface SearchExchange extends FhirExchange {
  plan: SearchPlan;
  /** What the caller may see of the type. */
  candidates: readonly FhirResource[];
  matches: readonly FhirResource[];
  total: number;
  ordered: readonly FhirResource[];
  page: readonly FhirResource[];
  /** What goes with the page. */
  included: readonly FhirResource[];
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
    const other = pairs.find(([name]) => !['_page', '_format', '_pretty'].includes(name));
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
    const visible = visibleIndex(exchange);
    exchange.candidates = visible.ofType(exchange.type);
    if (exchange.base.name === 'directory') warmSoon(exchange.candidates, typeNames(exchange.base), visible);
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

/** By id unless another order is asked for, so that a page sequence can go on after any match. */
export const order: Step<SearchExchange> = {
  name: 'order',
  run: (exchange) => {
    exchange.ordered = sortMatches(exchange.matches, exchange.plan.sort);
  },
};

export const page: Step<SearchExchange> = {
  name: 'page',
  run: (exchange) => {
    const { ordered, plan } = exchange;
    const found = pageAfter(ordered, plan.after, plan.pageSize);
    if (!found) throw new InvalidSearch('_page', plan.after ?? '', 'is no page of this search any more');
    exchange.page = found;
  },
};

/** Adds what the matches of the page refer to, or what refers to them (FHIR R4 search.html#revinclude). */
export const include: Step<SearchExchange> = {
  name: 'include',
  run: (exchange) => {
    exchange.included = includedWith(exchange.page, exchange.plan.includes, scopeOf(exchange));
  },
};

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
      const next = `${url}?_page=${nextToken(exchange, ordered, query, after)}`;
      refuseEndlessLink(next);
      links.push({ relation: 'next', url: next });
    }
    exchange.links = links;
  },
};

/** Gives each match and include its absolute URL, in the shape asked for. */
export const addressEntries: Step<SearchExchange> = {
  name: 'address-entries',
  run: (exchange) => {
    const shape = { url: baseUrl(exchange), subset: exchange.plan.subset };
    exchange.entries = entriesOf(exchange.page, exchange.included, shape);
  },
};

export const bundle: Step<SearchExchange> = {
  name: 'bundle',
  run: (exchange) => {
    const { endpoint, plan, links, entries, included, requestId, contentType } = exchange;
    const notices = [
      // `_count=0` answers with the total alone (FHIR R4 search.html#count).
      ...(plan.ignored.length > 0 && plan.pageSize > 0 ? [ignoredNotice(plan.ignored)] : []),
      ...(included.length === maximumIncludes ? [incompleteNotice(maximumIncludes)] : []),
    ];
    const searchedAt = exchange.ports.clock.now();
    const total = plan.withTotal || plan.pageSize === 0 ? exchange.total : undefined;
    const set = { searchedAt, total, links, entries, notices };
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
  include,
  link,
  addressEntries,
  bundle,
];

/** `GET [base]/[type]?…` and `POST [base]/[type]/_search` (FHIR R4 http.html#search). */
export function search(exchange: FhirExchange) {
  return runSteps(searchSteps, {
    ...exchange,
    plan: emptyPlan,
    candidates: [],
    matches: [],
    total: 0,
    ordered: [],
    page: [],
    included: [],
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
    types: typeNames(exchange.base),
    baseUrl: baseUrl(exchange),
    asOf: exchange.asOf,
    strict: prefersStrict(exchange.request.headers.prefer),
  };
}

const typeNames = rememberBy(({ types }: FhirBase): ReadonlySet<string> => new Set(types.keys()));

const nothing: readonly FhirResource[] = [];

/** Where chains and includes lead. Types that the token opens for reading alone are not searched behind others. */
export function scopeOf(exchange: FhirExchange): SearchScope {
  const visible = visibleIndex(exchange);
  const limited = exchange.access?.limited;
  return {
    visible: {
      ofType: (type) => (limited?.get(type) === 'r' ? nothing : visible.ofType(type)),
      find: visible.find,
    },
    baseUrl: baseUrl(exchange),
  };
}
