import { type Check, fhir } from '../../runner/check.ts';
import type { CheckContext } from '../../runner/context.ts';
import { jsonObjectOf } from '../../runner/http.ts';
import { type Api, get } from '../api.ts';
import { perApi } from '../per-api.ts';

const searchRow = perApi('search', {
  'patient-access': ['OBS-2'],
  'provider-directory': ['DIR-2'],
});

/** A query that can't be understood is a client error, not everything and not a crash. */
function refusedQuery(what: string, query: (api: Api) => string) {
  return async (t: CheckContext, api: Api) => {
    const exchange = await get(t, api, query(api));
    const { status } = exchange.response;
    t.judge(
      {
        ok: status >= 400 && status < 500,
        what: `HTTP status for ${what}`,
        expected: '400',
        received: String(status),
        cost: 'The app believes its filter was applied and shows the wrong data.',
        evidence: [exchange],
      },
      {
        ok: jsonObjectOf(exchange)?.resourceType === 'OperationOutcome',
        what: 'body',
        expected: 'an OperationOutcome',
        received: exchange.response.body.slice(0, 120) || 'an empty body',
        evidence: [exchange],
      },
    );
  };
}

export const searchRules: readonly Check[] = [
  ...searchRow({
    id: 'malformed-date',
    title: 'a malformed date is refused',
    level: 'SHOULD',
    clauses: [fhir('search.html#errors')],
    why: 'A date that is silently ignored returns years of data instead of a day.',
    fix: 'Answer 400 with an OperationOutcome that names the parameter and the value.',
    detects: ['search.malformed-value-ignored'],
    run: refusedQuery('_lastUpdated=ge2024-13-45', (api) => `${api.sample}?_lastUpdated=ge2024-13-45`),
  }),
  ...searchRow({
    id: 'unknown-modifier',
    title: 'an unknown modifier is refused',
    level: 'SHALL',
    clauses: [fhir('search.html#modifiers')],
    why: 'A modifier changes the meaning of the search; ignoring it gives the opposite of what was asked.',
    fix: 'Answer 400 with an OperationOutcome that names the modifier.',
    detects: ['search.unknown-modifier-ignored'],
    run: refusedQuery('the modifier :nonsense', (api) => `${api.sample}?_id:nonsense=1`),
  }),
  ...searchRow({
    id: 'unknown-parameter',
    title: 'an unknown parameter is refused, or dropped from the self link',
    level: 'SHALL',
    clauses: [fhir('search.html#errors'), fhir('search.html#conformance')],
    why: 'The self link is the only way an app learns that its filter was not applied.',
    fix: 'Leave parameters that were not used out of the self link.',
    detects: ['bundle.self-link-echoes-everything'],
    async run(t, api) {
      const exchange = await get(t, api, `${api.sample}?assay-unknown=1`);
      const bundle = jsonObjectOf(exchange);
      const links = Array.isArray(bundle?.link) ? bundle.link : [];
      const self = links.find((link) => link?.relation === 'self')?.url;
      const { status } = exchange.response;
      t.expect({
        ok: status === 400 || (status === 200 && typeof self === 'string' && !self.includes('assay-unknown')),
        what: 'self link of a search with an unknown parameter',
        where: "Bundle.link.where(relation='self').url",
        expected: 'without the parameter (or 400)',
        received: status === 200 ? String(self) : `HTTP ${status}`,
        evidence: [exchange],
      });
    },
  }),
];
