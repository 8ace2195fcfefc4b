import { type Check, fhir } from '../../runner/check.ts';
import { DoesNotApply, NotExercised } from '../../runner/context.ts';
import { matchesOf } from '../../runner/harvest.ts';
import { jsonObjectOf } from '../../runner/http.ts';
import { allOf, baseOf, find, get, holdingOf, whole, within } from '../api.ts';
import { evidenceOf, idsOf, sameIds } from '../ids.ts';
import { paged } from './pages.ts';
import { bundleRow } from './row.ts';

export const paging: readonly Check[] = [
  ...bundleRow({
    id: 'total',
    title: 'total is the number of matches over all pages, the same on each',
    level: 'SHALL',
    clauses: [fhir('search.html#total'), fhir('bundle.html')],
    why: 'Apps show total to people and stop paging by it.',
    fix: 'Count matches before cutting the page; leave total out when it is not known.',
    detects: ['bundle.total-counts-the-page'],
    async run(t, api) {
      const harvest = whole(await paged(t, api), 'the paged search');
      const totals = harvest.pages.map(({ bundle }) => bundle.total);
      if (totals.every((total) => total === undefined))
        throw new DoesNotApply('the server gives no total, as it may');
      t.expect({
        ok: totals.every((total) => total === undefined || total === idsOf(harvest.matches).size),
        what: 'total of each page',
        where: 'Bundle.total',
        expected: String(idsOf(harvest.matches).size),
        received: [...new Set(totals.map((total) => total ?? 'absent'))].join(', '),
        evidence: evidenceOf(harvest),
      });
    },
  }),
  ...bundleRow({
    id: 'paging-complete',
    title: 'pages neither lose nor repeat a resource',
    level: 'SHALL',
    clauses: [fhir('http.html#paging')],
    why: 'A claim that falls between two pages is missing from the member’s record, and nobody notices.',
    fix: 'Page by a stable key over one snapshot, not by an offset into a changing order.',
    detects: ['paging.last-entry-lost', 'paging.first-page-repeats'],
    async run(t, api) {
      const all = whole(await allOf(t, api, api.sample), api.sample);
      const pages = whole(await paged(t, api), 'the paged search');
      const holding = await holdingOf(t, api, api.sample);
      // Other sizes: one that does not divide the whole, and one that holds most of it.
      for (const size of [7, 50]) {
        if (all.matches.length / size > Math.min(30, t.target.limits.maxPages)) continue;
        const others = whole(await find(t, api, within(holding, `_count=${size}`)), `pages of ${size}`);
        t.judge(sameIds(`resources over pages of ${size}`, all, others));
      }
      const repeated = pages.matches.length - idsOf(pages.matches).size;
      t.judge(sameIds('resources over all pages', all, pages), {
        ok: repeated === 0,
        what: 'resources that stand on two pages',
        expected: '0',
        received: String(repeated),
        evidence: evidenceOf(pages),
      });
    },
  }),
  ...bundleRow({
    id: 'page-size',
    title: 'a page has no more matches than _count',
    level: 'SHALL',
    clauses: [fhir('search.html#count')],
    why: 'Apps on phones ask for small pages because they cannot hold large ones.',
    fix: 'Treat _count as the upper bound of matches on a page.',
    detects: ['paging.count-ignored'],
    async run(t, api) {
      const exchange = await get(t, api, within(await holdingOf(t, api, api.sample), '_count=2'));
      const bundle = jsonObjectOf(exchange);
      if (bundle?.resourceType !== 'Bundle')
        throw new NotExercised(`HTTP ${exchange.response.status}, no Bundle`);
      const matches = matchesOf(bundle as never).length;
      t.expect({
        ok: matches <= 2,
        what: 'matches on a page asked for with _count=2',
        where: 'Bundle.entry',
        expected: 'at most 2',
        received: String(matches),
        evidence: [exchange],
      });
    },
  }),
  ...bundleRow({
    id: 'page-link-forged',
    title: 'an altered page link gives no data',
    level: 'SHALL',
    security: true,
    clauses: [fhir('search.html#errors'), fhir('security.html')],
    why: 'Page links carry the state of a search; whoever can alter one may reach other members’ data.',
    fix: 'Sign page tokens and bind them to the token’s subject; answer 4xx with an OperationOutcome.',
    detects: ['paging.token-not-verified'],
    async run(t, api) {
      const harvest = await paged(t, api);
      const next = harvest.pages[0]?.bundle.link?.find((link) => link.relation === 'next')?.url;
      if (next === undefined) throw new NotExercised('there is no next link');
      const forged = alter(new URL(next, `${baseOf(t, api)}/`));
      if (forged === undefined)
        throw new NotExercised('the next link has no opaque part that could be altered');
      const exchange = await get(t, api, forged.href);
      const { status } = exchange.response;
      const entries = jsonObjectOf(exchange)?.entry;
      t.judge(
        {
          ok: !Array.isArray(entries) || entries.length === 0,
          part: 'security',
          what: 'data behind an altered page link',
          expected: 'none',
          received: Array.isArray(entries) ? `${entries.length} entries` : 'none',
          evidence: [exchange],
        },
        {
          ok: status >= 400 && status < 500,
          what: 'HTTP status',
          expected: '4xx',
          received: String(status),
          evidence: [exchange],
        },
      );
    },
  }),
];

/** Changes one character in the middle of the longest parameter value, when it is long enough to be opaque. */
function alter(url: URL): URL | undefined {
  const [name, value] = [...url.searchParams].sort(([, a], [, b]) => b.length - a.length)[0] ?? [];
  if (name === undefined || value === undefined || value.length < 16) return undefined;
  const middle = Math.floor(value.length / 2);
  url.searchParams.set(
    name,
    value.slice(0, middle) + (value[middle] === 'A' ? 'B' : 'A') + value.slice(middle + 1),
  );
  return url;
}
