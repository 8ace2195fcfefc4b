import { runSteps, type Step } from '../step.ts';
import { authenticate, authorizeType, resolveType } from './admit.ts';
import { baseUrl, cacheControl, type FhirExchange } from './exchange.ts';
import { type HistoryLink, renderHistory } from './history-bundle.ts';
import { type HistoryPlan, planHistory } from './history-plan.ts';
import { negotiate } from './negotiate.ts';
import { InvalidSearch, NotFound } from './outcomes.ts';
import { openPage, sealPage } from './search/page-token.ts';
import { prefersStrict, queryString } from './search/plan.ts';
import { subjectOf } from './subject.ts';
import { type Version, versionsOf, versionsOfType } from './versions.ts';

export interface HistoryExchange extends FhirExchange {
  plan: HistoryPlan;
  /** How many of the versions the pages before have shown. */
  offset: number;
  versions: readonly Version[];
}

/** Reads the parameters, or the page token that stands for them. */
export const parseHistory: Step<HistoryExchange> = {
  name: 'parse-history',
  run: (exchange) => {
    const { request, endpoint } = exchange;
    const strict = prefersStrict(request.headers.prefer);
    const token = request.query.get('_page');
    if (token === null) {
      exchange.plan = planHistory(request.query, strict);
      return;
    }
    const other = [...request.query.keys()].find((name) => name !== '_page' && name !== '_format');
    if (other)
      throw new InvalidSearch(other, request.query.get(other) ?? '', 'cannot be added to a page link');
    const position = openPage(token, claimOf(exchange), endpoint.core.key);
    exchange.plan = planHistory(new URLSearchParams(position.query), strict);
    exchange.offset = Number(position.after);
    exchange.asOf = position.asOf;
  },
};

export const selectVersions: Step<HistoryExchange> = {
  name: 'select-versions',
  run: (exchange) => {
    const { id } = exchange.request.params;
    const all = id === undefined ? versionsOfType(exchange) : versionsOf(exchange, `${exchange.type}/${id}`);
    if (id !== undefined && all.length === 0) throw new NotFound(`${exchange.type}/${id}`);
    const { since, at } = exchange.plan;
    exchange.versions =
      since === undefined && at === undefined
        ? all
        : all.filter(
            (version) =>
              (since === undefined || version.since >= since) &&
              (at === undefined || (version.since <= at.high && version.until > at.low)),
          );
  },
};

/** Newest first, a page at a time, each page with the data of the first (FHIR R4 http.html#history, #paging). */
export const serveHistory: Step<HistoryExchange> = {
  name: 'serve-history',
  run: (exchange) => {
    const { plan, offset, versions, request, endpoint, asOf } = exchange;
    const page = versions.slice(offset, offset + plan.pageSize);
    const next = offset + plan.pageSize;
    const url = `${baseUrl(exchange)}/${subjectPath(exchange)}`;
    const query = queryString(plan.processed);
    const token = request.query.get('_page');
    const own = token === null ? query : `_page=${encodeURIComponent(token)}`;
    const links: HistoryLink[] = [{ relation: 'self', url: own === '' ? url : `${url}?${own}` }];
    if (plan.pageSize > 0 && next < versions.length) {
      const position = { ...claimOf(exchange), query, after: String(next), asOf };
      links.push({ relation: 'next', url: `${url}?_page=${sealPage(position, endpoint.core.key)}` });
    }
    exchange.reply = {
      status: 200,
      headers: { 'content-type': exchange.contentType, 'cache-control': cacheControl(exchange) },
      body: renderHistory(
        { at: exchange.ports.clock.now(), total: versions.length, links, page, baseUrl: baseUrl(exchange) },
        endpoint.dialect,
        exchange.requestId,
      ),
    };
  },
};

export const historySteps: readonly Step<HistoryExchange>[] = [
  negotiate,
  authenticate,
  resolveType,
  authorizeType,
  parseHistory,
  selectVersions,
  serveHistory,
];

/** `GET [base]/[type]/[id]/_history` and `GET [base]/[type]/_history` (FHIR R4 http.html#history). */
export function history(exchange: FhirExchange) {
  const plan = { since: undefined, at: undefined, pageSize: 0, processed: [] };
  return runSteps(historySteps, { ...exchange, plan, offset: 0, versions: [] });
}

function subjectPath({ type, request: { params } }: FhirExchange): string {
  return params.id === undefined ? `${type}/_history` : `${type}/${params.id}/_history`;
}

function claimOf(exchange: FhirExchange) {
  const { base, access, ports } = exchange;
  return {
    base: base.path,
    type: subjectPath(exchange),
    subject: subjectOf(access),
    seed: ports.population.seed,
  };
}
