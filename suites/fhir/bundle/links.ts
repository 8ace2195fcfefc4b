import { type Check, fhir, rfc } from '../../runner/check.ts';
import { NotExercised } from '../../runner/context.ts';
import { allOf, baseOf, find, holdingOf, within } from '../api.ts';
import { sameIds } from '../ids.ts';
import { bundleRow } from './row.ts';

export const links: readonly Check[] = [
  ...bundleRow({
    id: 'self-link',
    title: 'a search result has one self link',
    level: 'SHALL',
    clauses: [fhir('search.html#conformance'), fhir('bundle.html#link')],
    why: 'Only the self link says which parameters the server really used.',
    fix: 'Put link[relation=self] with the search as processed into every search result.',
    detects: ['bundle.self-link-missing'],
    async run(t, api) {
      const harvest = await allOf(t, api, api.sample);
      for (const { bundle, exchange } of harvest.pages) {
        const selves = (bundle.link ?? []).filter((link) => link.relation === 'self');
        t.expect({
          ok: selves.length === 1,
          what: 'self link',
          where: "Bundle.link.where(relation='self')",
          expected: 'one',
          received: String(selves.length),
          evidence: [exchange],
        });
      }
    },
  }),
  ...bundleRow({
    id: 'links-well-formed',
    title: 'each relation of links is a legal one and stands once',
    level: 'SHOULD',
    clauses: [fhir('bundle.html#link'), rfc(8288, '3.3')],
    why: 'Of two next links an app takes one, and loses what the other leads to.',
    fix: 'Write each of self, first, previous, next and last at most once.',
    detects: ['bundle.next-link-twice', 'bundle.relation-invented'],
    async run(t, api) {
      const holding = await holdingOf(t, api, api.sample);
      const { pages } = await find(
        t,
        api,
        within(holding, `_count=${Math.max(2, Math.ceil(holding.harvest.matches.length / 3))}`),
      );
      for (const { bundle, exchange } of pages) {
        const relations = (bundle.link ?? []).map(({ relation }) => relation);
        const odd = relations.filter((relation) => !LEGAL.has(relation) && !/^https?:/.test(relation));
        t.expect({
          ok: odd.length === 0 && new Set(relations).size === relations.length,
          what: 'relations of the links',
          where: 'Bundle.link.relation',
          expected: 'registered ones, each once',
          received: relations.join(', '),
          evidence: [exchange],
        });
      }
    },
  }),
  ...bundleRow({
    id: 'self-link-repeats',
    title: 'the self link finds the same resources again',
    level: 'SHALL',
    clauses: [fhir('search.html#conformance')],
    why: 'A self link that finds something else hides a parameter that was ignored or added.',
    fix: 'Echo exactly the parameters that were applied.',
    detects: ['bundle.self-link-drops-parameters'],
    async run(t, api) {
      const holding = await holdingOf(t, api, api.sample);
      const moments = holding.harvest.matches.flatMap(({ meta }) => meta?.lastUpdated ?? []).sort();
      const bound = moments[Math.floor(moments.length / 2)];
      if (bound === undefined) throw new NotExercised(`no ${api.sample} has meta.lastUpdated`);
      // A search that some do not meet: a self link that drops it finds them too.
      const asked = await find(t, api, within(holding, `_lastUpdated=ge${encodeURIComponent(bound)}`));
      const self = asked.pages[0]?.bundle.link?.find((link) => link.relation === 'self')?.url;
      if (self === undefined) throw new NotExercised('there is no self link');
      t.judge(
        sameIds(
          'resources found by the self link',
          asked,
          await find(t, api, relative(self, baseOf(t, api))),
        ),
      );
    },
  }),
];

/** Registered relations (RFC 8288 §4.2) that search results use. */
const LEGAL = new Set([
  'self',
  'first',
  'prev',
  'previous',
  'next',
  'last',
  'alternate',
  'collection',
  'search',
  'up',
]);

function relative(url: string, base: string): string {
  const absolute = new URL(url, `${base}/`);
  return `${absolute.pathname.split('/').pop()}${absolute.search}`;
}
