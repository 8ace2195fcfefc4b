import { type Check, fhir } from '../../runner/check.ts';
import { NotExercised } from '../../runner/context.ts';
import { allOf, baseOf, find } from '../api.ts';
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
    id: 'self-link-repeats',
    title: 'the self link finds the same resources again',
    level: 'SHALL',
    clauses: [fhir('search.html#conformance')],
    why: 'A self link that finds something else hides a parameter that was ignored or added.',
    fix: 'Echo exactly the parameters that were applied.',
    detects: ['bundle.self-link-drops-parameters'],
    companionOf: ['bundle.self-link-missing', 'isolation.patient-not-compared'],
    async run(t, api) {
      const first = (await allOf(t, api, api.sample)).matches[0];
      if (!first) throw new NotExercised(`there is no ${api.sample}`);
      const query = `${api.sample}?_id=${first.id}`;
      const asked = await find(t, api, query);
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

function relative(url: string, base: string): string {
  const absolute = new URL(url, `${base}/`);
  return `${absolute.pathname.split('/').pop()}${absolute.search}`;
}
