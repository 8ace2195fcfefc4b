import { type Check, fhir } from '../../runner/check.ts';
import { DoesNotApply } from '../../runner/context.ts';
import { jsonObjectOf } from '../../runner/http.ts';
import { allOf, get, holdingOf, within } from '../api.ts';
import { contentOf } from '../oracle/content.ts';
import { bundleRow } from './row.ts';

export const entries: readonly Check[] = [
  ...bundleRow({
    id: 'searchset',
    title: 'a search result is a searchset whose entries say why they are there',
    level: 'SHOULD',
    clauses: [fhir('bundle.html#invs'), fhir('search.html#contained')],
    why: 'Without search.mode an app takes included resources and outcomes for matches.',
    fix: 'Set Bundle.type to searchset and entry.search.mode to match, include or outcome.',
    detects: ['bundle.type-collection', 'bundle.mode-missing', 'bundle.entries-with-request'],
    async run(t, api) {
      const harvest = await allOf(t, api, api.sample);
      for (const { bundle, exchange } of harvest.pages) {
        const entry = bundle.entry ?? [];
        const modeless = entry.filter((one) => one.search?.mode === undefined).length;
        const others = entry.filter((one) => one.request !== undefined || one.response !== undefined).length;
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
          {
            ok: others === 0,
            what: 'entries with a request or response (bdl-3, bdl-4)',
            where: 'Bundle.entry',
            expected: '0',
            received: String(others),
            evidence: [exchange],
          },
        );
      }
    },
  }),
  ...bundleRow({
    id: 'full-url',
    title: 'fullUrl is unique, ends in type and id of its resource, and names no version',
    level: 'SHALL',
    clauses: [fhir('bundle.html#bundle-unique'), fhir('bundle.html#references')],
    why: 'References inside the Bundle are resolved by fullUrl.',
    fix: 'Build fullUrl from the base and the id of the very resource.',
    detects: ['bundle.full-url-of-the-search', 'bundle.full-url-with-version'],
    async run(t, api) {
      const harvest = await allOf(t, api, api.sample);
      for (const { bundle, exchange } of harvest.pages) {
        const entries = (bundle.entry ?? []).filter(
          ({ resource }) => resource?.id !== undefined && resource.resourceType !== 'OperationOutcome',
        );
        const wrong = entries.filter(
          ({ fullUrl, resource }) =>
            !fullUrl?.endsWith(`/${resource?.resourceType}/${resource?.id}`) &&
            fullUrl !== `urn:uuid:${resource?.id}`,
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
  ...bundleRow({
    id: 'full-url-resolves',
    title: 'fullUrl leads to the same resource under the same token',
    level: 'SHOULD',
    clauses: [fhir('bundle.html#references')],
    why: 'Apps keep fullUrl to come back for one resource.',
    fix: 'Use the public address of the API.',
    detects: ['bundle.full-url-of-another-host'],
    async run(t, api) {
      const { pages } = await allOf(t, api, api.sample);
      const entry = pages
        .flatMap(({ bundle }) => bundle.entry ?? [])
        .filter(({ search }) => search?.mode !== 'outcome');
      const some = [entry[0], entry.at(-1)].flatMap((one) =>
        /^https?:/.test(one?.fullUrl ?? '') && one ? [one] : [],
      );
      if (some.length === 0) throw new DoesNotApply('no entry has a fullUrl that can be read');
      for (const { fullUrl = '', resource } of some) {
        const sameHost = new URL(fullUrl).host === new URL(pages[0]?.exchange.request.url ?? fullUrl).host;
        // Another host is not asked: the token is not for it.
        const read = sameHost ? await get(t, api, fullUrl) : undefined;
        const same = read && contentOf(jsonObjectOf(read)) === contentOf(resource);
        t.expect({
          ok: same === true,
          what: `read of ${fullUrl}`,
          expected: 'the resource of the entry',
          received: read
            ? same
              ? 'the resource of the entry'
              : `${read.response.status}, another content`
            : 'another host',
          ...(read && { evidence: [read] }),
        });
      }
    },
  }),
  ...bundleRow({
    id: 'outcomes-are-no-errors',
    title: 'outcomes beside matches are hints, marked as outcome, never errors',
    level: 'SHALL',
    clauses: [fhir('http.html#search'), fhir('search.html#outcomes')],
    why: 'An error inside a success is seen by nobody.',
    fix: 'Answer 4xx for an error; mark hints with search.mode outcome.',
    detects: ['bundle.outcome-is-an-error'],
    async run(t, api) {
      const holding = await holdingOf(t, api, api.sample);
      const exchange = await get(t, api, within(holding, 'assay-unknown=1&_count=2'));
      const body = jsonObjectOf(exchange);
      const entry = Array.isArray(body?.entry) ? body.entry : [];
      const outcomes = entry.filter((one) => one?.resource?.resourceType === 'OperationOutcome');
      if (outcomes.length === 0) throw new DoesNotApply('an unknown parameter is not told of by an outcome');
      const wrong = outcomes.filter(
        (one) =>
          one.search?.mode !== 'outcome' ||
          one.resource.issue?.some((issue: { severity?: string }) =>
            ['error', 'fatal'].includes(issue.severity ?? ''),
          ),
      );
      t.expect({
        ok: wrong.length === 0,
        what: `outcomes in the answer to an unknown parameter (${outcomes.length})`,
        where: 'Bundle.entry',
        expected: 'mode outcome, severity warning or information',
        received: wrong.length === 0 ? 'so' : `${wrong.length} otherwise`,
        evidence: [exchange],
      });
    },
  }),
];
