import type { Bundle } from 'fhir/r4.js';
import { type Check, fhir, rfc } from '../../runner/check.ts';
import { type CheckContext, DoesNotApply, NotExercised } from '../../runner/context.ts';
import { type Harvest, matchesOf } from '../../runner/harvest.ts';
import { jsonObjectOf, type RawExchange } from '../../runner/http.ts';
import {
  type Api,
  allOf,
  asFarAsRead,
  baseOf,
  find,
  get,
  holdingOf,
  scopeOf,
  selfOf,
  within,
} from '../api.ts';
import { evidenceOf, idsOf } from '../ids.ts';
import { bundleRow } from './row.ts';

function bundleOf(exchange: RawExchange): Bundle | undefined {
  const body = jsonObjectOf(exchange);
  return body?.resourceType === 'Bundle' ? (body as unknown as Bundle) : undefined;
}

/** A small first page and its next link, as it is. */
async function pageWithNext(
  t: CheckContext,
  api: Api,
  query: string,
): Promise<{ page: RawExchange; link: string }> {
  const scope = await scopeOf(t, api, api.sample);
  const page = await get(t, api, within({ type: api.sample, scope }, query));
  const link = bundleOf(page)?.link?.find(({ relation }) => relation === 'next')?.url;
  if (link === undefined) throw new NotExercised('there is no next link');
  return { page, link };
}

/** A small first page and the address of the next one. */
export async function firstOfTwo(
  t: CheckContext,
  api: Api,
  query = '_count=2',
): Promise<{ page: RawExchange; next: string }> {
  const { page, link } = await pageWithNext(t, api, query);
  const next = URL.parse(link, `${baseOf(t, api)}/`)?.href;
  if (next === undefined) throw new NotExercised(`the next link is no address: ${link}`);
  return { page, next };
}

/** The sample search in pages, at most eight or as many as the target's limits allow. */
export async function paged(t: CheckContext, api: Api): Promise<Harvest> {
  const all = await allOf(t, api, api.sample);
  if (all.matches.length < 3)
    throw new NotExercised(`fewer than three ${api.sample} resources: no second page`);
  const size = Math.max(2, Math.ceil(all.matches.length / Math.min(8, t.target.limits.maxPages)));
  return find(t, api, within(await holdingOf(t, api, api.sample), `_count=${size}`));
}

export const pages: readonly Check[] = [
  ...bundleRow({
    id: 'paging-ends',
    title: 'paging comes to an end, and the last page is not empty',
    level: 'SHOULD',
    clauses: [fhir('http.html#paging')],
    why: 'An app that follows next links must stop by itself.',
    fix: 'Leave next out on the page that has the last match.',
    detects: ['paging.next-on-the-last-page', 'paging.cycle'],
    async run(t, api) {
      const harvest = await paged(t, api);
      const seen = harvest.pages.map(({ exchange }) => exchange.request.url);
      const last = harvest.pages.at(-1);
      const next = last?.bundle.link?.find(({ relation }) => relation === 'next')?.url;
      const cycle = next !== undefined && seen.includes(new URL(next, `${baseOf(t, api)}/`).href);
      if (harvest.truncated && !cycle)
        throw new NotExercised('limits.maxPages cut the search: its end is not known');
      t.judge(
        {
          ok: !cycle,
          what: 'next links',
          expected: 'an end',
          received: cycle ? `still a next link after ${seen.length} pages` : 'an end',
          evidence: evidenceOf(harvest),
        },
        {
          ok: harvest.truncated || (last !== undefined && matchesOf(last.bundle).length > 0),
          what: 'last page',
          expected: 'at least one match',
          received: String(last ? matchesOf(last.bundle).length : 0),
          evidence: evidenceOf(harvest).slice(-1),
        },
      );
    },
  }),
  ...bundleRow({
    id: 'filters-survive',
    title: 'the filters of a search hold on each of its pages',
    level: 'SHALL',
    clauses: [fhir('http.html#paging')],
    why: 'From the second page on an app would mix what it asked for with everything else.',
    fix: 'Keep the whole search in the page link.',
    detects: ['paging.filters-lost'],
    async run(t, api) {
      const holding = await holdingOf(t, api, api.sample);
      const moments = holding.harvest.matches.flatMap(({ meta }) => meta?.lastUpdated ?? []).sort();
      const bound = moments[Math.floor(moments.length / 3)];
      if (bound === undefined || moments.length < 6)
        throw new NotExercised(`too few ${api.sample} resources for several pages`);
      const query = `_lastUpdated=ge${encodeURIComponent(bound)}&_count=${Math.max(2, Math.ceil(moments.length / 4))}`;
      const found = await find(t, api, within(holding, query));
      if (found.pages.length < 2) throw new NotExercised(`the search has one page only${asFarAsRead(found)}`);
      const early = found.matches.filter(
        ({ meta }) => Date.parse(meta?.lastUpdated ?? '') < Date.parse(bound),
      );
      t.expect({
        ok: early.length === 0,
        what: `matches from before ${bound} over ${found.pages.length} pages`,
        expected: '0',
        received: String(early.length),
        evidence: evidenceOf(found),
      });
    },
  }),
  ...bundleRow({
    id: 'page-links-usable',
    title: 'page links lead back to the same host, used as they are',
    level: 'SHALL',
    clauses: [fhir('http.html#paging'), fhir('bundle.html#link')],
    why: 'A link to the host behind the proxy, or one that must be re-encoded, ends the record at page one.',
    fix: 'Build links from the public address of the API.',
    detects: ['paging.internal-host', 'paging.link-half-encoded'],
    async run(t, api) {
      const { page, link } = await pageWithNext(t, api, '_count=2');
      const base = new URL(baseOf(t, api));
      const next = URL.parse(link, `${base.href}/`);
      const links = bundleOf(page)?.link ?? [];
      for (const { relation, url } of links) {
        const host = URL.parse(url, `${base.href}/`)?.host;
        t.expect({
          ok: host === base.host,
          what: `host of the ${relation} link`,
          where: 'Bundle.link.url',
          expected: base.host,
          received: String(host ?? url),
          evidence: [page],
        });
      }
      if (next?.host !== base.host) return;
      const second = await get(t, api, next.href);
      const [first, other] = [page, second].map((exchange) =>
        idsOf(matchesOf(bundleOf(exchange) ?? { resourceType: 'Bundle', type: 'searchset' })),
      );
      t.expect({
        ok:
          second.response.status === 200 &&
          other !== undefined &&
          other.size > 0 &&
          first?.isDisjointFrom(other) === true,
        what: 'second page by the link as it is',
        expected: '200 with other matches',
        received: `${second.response.status} with ${other?.size ?? 0} matches`,
        evidence: [page, second],
      });
    },
  }),
  ...bundleRow({
    id: 'page-after-refresh',
    title: 'a page link goes on with a newer token, and not with one that is not good',
    level: 'SHOULD',
    only: 'patient-access',
    clauses: [rfc(6750, '3.1'), fhir('http.html#paging')],
    why: 'A long record is read for longer than a token lives; the app must not have to start again.',
    fix: 'Bind page links to client and member, not to one token.',
    detects: ['paging.bound-to-the-token', 'paging.link-needs-no-token'],
    async run(t, api) {
      const { next } = await firstOfTwo(t, api);
      const bad = await t.send({
        method: 'GET',
        url: next,
        headers: { accept: 'application/fhir+json', authorization: 'Bearer assay-expired' },
      });
      t.expect({
        ok: bad.response.status === 401,
        what: 'page link with a token that is not good any more',
        expected: '401',
        received: String(bad.response.status),
        evidence: [bad],
      });
      const grant = await t.session.newMemberToken((one) => t.send(one));
      const other = await t.send({
        method: 'GET',
        url: next,
        headers: { accept: 'application/fhir+json', authorization: `Bearer ${grant.accessToken}` },
      });
      const { status } = other.response;
      t.expect({
        ok: status === 200 || status === 404 || status === 410,
        what: 'page link with another token of the same client and member',
        expected: '200, or 404 or 410',
        received: String(status),
        evidence: [other],
      });
    },
  }),
  ...bundleRow({
    id: 'count-zero',
    title: '_count=0 gives the total alone',
    level: 'SHALL',
    clauses: [fhir('search.html#count')],
    why: 'Apps ask so for the number, to show it before they load.',
    fix: 'Treat _count=0 as _summary=count: no entries, no prev, next or last.',
    detects: ['paging.count-zero-is-one'],
    async run(t, api) {
      const exchange = await get(t, api, within(await holdingOf(t, api, api.sample), '_count=0'));
      const bundle = bundleOf(exchange);
      if (!bundle) throw new DoesNotApply(`_count=0 is answered with HTTP ${exchange.response.status}`);
      const relations = (bundle.link ?? []).map(({ relation }) => relation);
      const matches = matchesOf(bundle).length;
      t.expect({
        ok:
          matches === 0 &&
          !relations.some((relation) => ['next', 'prev', 'previous', 'last'].includes(relation)),
        what: '_count=0',
        expected: 'no entries, no page links',
        received: `${matches} entries, links ${relations.join(', ')}`,
        evidence: [exchange],
      });
    },
  }),
  ...bundleRow({
    id: 'count-odd',
    title: 'a _count that is no number is refused or visibly dropped, a huge one clipped',
    level: 'SHOULD',
    clauses: [fhir('search.html#count')],
    why: 'An app that asks for ten thousand must see how many it got.',
    fix: 'Answer 400, or leave _count out of the self link; put the value really used there.',
    detects: ['paging.odd-count-echoed'],
    async run(t, api) {
      const holding = await holdingOf(t, api, api.sample);
      for (const count of ['abc', '-1']) {
        const exchange = await get(t, api, within(holding, `_count=${count}`));
        const { status } = exchange.response;
        const shown = selfOf(exchange)?.searchParams.get('_count');
        t.expect({
          ok: (status >= 400 && status < 500) || (status === 200 && shown !== count),
          what: `_count=${count}`,
          expected: '400, or the value left out of the self link',
          received: status === 200 ? `self link with _count=${shown}` : String(status),
          evidence: [exchange],
        });
      }
      const huge = await get(t, api, within(holding, '_count=1000000'));
      const shown = Number(selfOf(huge)?.searchParams.get('_count') ?? Number.NaN);
      const matches = matchesOf(bundleOf(huge) ?? { resourceType: 'Bundle', type: 'searchset' }).length;
      const more = bundleOf(huge)?.link?.some(({ relation }) => relation === 'next') === true;
      t.expect({
        ok: huge.response.status < 500 && !(more && shown === 1_000_000),
        what: '_count=1000000',
        expected: 'everything, or the value really used in the self link',
        received: `${matches} matches${more ? ' and a next link' : ''}, self link with _count=${shown}`,
        evidence: [huge],
      });
    },
  }),
];
