import { type Check, fhir } from '../../runner/check.ts';
import { allOf } from '../api.ts';
import { bundleRow } from './row.ts';

export const entries: readonly Check[] = [
  ...bundleRow({
    id: 'searchset',
    title: 'a search result is a searchset whose entries say why they are there',
    level: 'SHOULD',
    clauses: [fhir('bundle.html#invs'), fhir('search.html#contained')],
    why: 'Without search.mode an app takes included resources and outcomes for matches.',
    fix: 'Set Bundle.type to searchset and entry.search.mode to match, include or outcome.',
    detects: ['bundle.type-collection'],
    async run(t, api) {
      const harvest = await allOf(t, api, api.sample);
      for (const { bundle, exchange } of harvest.pages) {
        const modeless = (bundle.entry ?? []).filter((entry) => entry.search?.mode === undefined).length;
        t.judge(
          {
            ok: bundle.type === 'searchset',
            what: 'kind of Bundle',
            where: 'Bundle.type',
            expected: 'searchset',
            received: bundle.type,
            evidence: [exchange],
          },
          {
            ok: modeless === 0,
            what: 'entries without a search mode',
            where: 'Bundle.entry.search.mode',
            expected: '0',
            received: String(modeless),
            evidence: [exchange],
          },
        );
      }
    },
  }),
  ...bundleRow({
    id: 'full-url',
    title: 'fullUrl is unique and ends in type and id of its resource',
    level: 'SHALL',
    clauses: [fhir('bundle.html#bundle-unique'), fhir('bundle.html#references')],
    why: 'References inside the Bundle are resolved by fullUrl.',
    fix: 'Build fullUrl from the base and the id of the very resource.',
    detects: ['bundle.full-url-of-the-search'],
    async run(t, api) {
      const harvest = await allOf(t, api, api.sample);
      for (const { bundle, exchange } of harvest.pages) {
        const entries = (bundle.entry ?? []).filter(
          ({ resource }) => resource?.id !== undefined && resource.resourceType !== 'OperationOutcome',
        );
        const wrong = entries.filter(
          ({ fullUrl, resource }) => !fullUrl?.endsWith(`/${resource?.resourceType}/${resource?.id}`),
        );
        const unique = new Set(entries.map(({ fullUrl }) => fullUrl)).size;
        if (entries.length === 0) continue;
        t.judge(
          {
            ok: wrong.length === 0,
            what: 'fullUrl of the entries',
            where: 'Bundle.entry.fullUrl',
            expected: '…/Type/id of the resource',
            received: wrong[0] ? `${wrong[0].fullUrl} for id ${wrong[0].resource?.id}` : 'all so',
            evidence: [exchange],
          },
          {
            ok: unique === entries.length,
            what: 'different fullUrls',
            where: 'Bundle.entry.fullUrl',
            expected: String(entries.length),
            received: String(unique),
            evidence: [exchange],
          },
        );
      }
    },
  }),
];
