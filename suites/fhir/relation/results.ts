import type { FhirResource } from 'fhir/r4.js';
import { type Check, fhir } from '../../runner/check.ts';
import { type CheckContext, DoesNotApply, NotExercised } from '../../runner/context.ts';
import type { Identified } from '../../runner/harvest.ts';
import { jsonObjectOf } from '../../runner/http.ts';
import { type Holding, mustAccept, request, selfOf, within } from '../api.ts';
import { equalSets, evidenceOf, idsOf, nameOf, sameIds } from '../ids.ts';
import { rangeOf } from '../oracle/dates.ts';
import { valuesOf } from '../oracle/values.ts';
import { parameterOf } from '../search/judge-search.ts';
import { holdRelation } from './hold-relation.ts';
import { relationRow, type Subject } from './subject.ts';

/** @throws DoesNotApply when the self link shows that a result parameter was not used */
async function mustUse(t: CheckContext, { api }: Subject, holding: Holding, query: string, name: string) {
  const exchange = await mustAccept(t, api, within(holding, query), holding.member);
  if (selfOf(exchange)?.searchParams.has(name) === false)
    throw new DoesNotApply(`the self link says that ${name} is not used, as it may be`);
}

/** The least and the greatest instant that a resource has under a date parameter. */
function spread(
  { api, type, date }: Subject,
  resource: Identified,
): { low: number; high: number } | undefined {
  const ends = valuesOf(resource, parameterOf(api, type, date))
    .flatMap((value) => (typeof value === 'string' ? [value] : Object.values(value ?? {})))
    .flatMap((text) => (typeof text === 'string' ? (rangeOf(text)?.start ?? []) : []));
  return ends.length > 0 ? { low: Math.min(...ends), high: Math.max(...ends) } : undefined;
}

/** Of neighbours the later one may not lie wholly before the earlier one; which of several values sorts is open. */
function outOfOrder(subject: Subject, sorted: readonly Identified[]): string | undefined {
  const spreads = sorted.flatMap((resource) => {
    const found = spread(subject, resource);
    return found ? [{ resource, ...found }] : [];
  });
  const at = spreads.findIndex(({ high }, index) => {
    const before = spreads[index - 1];
    return before !== undefined && high < before.low;
  });
  const found = spreads[at];
  return found && nameOf(found.resource);
}

/** Parameters that shape a result never change what was found. */
export const resultRelations: readonly Check[] = [
  ...relationRow({
    id: 'sort',
    narrow: true,
    title: '_sort puts the same resources into the order asked for',
    level: 'SHOULD',
    clauses: [fhir('search.html#sort')],
    why: 'Apps show the newest first, and stop reading when they have seen enough.',
    fix: 'Sort all matches before cutting pages; - turns the order round.',
    detects: ['search.sort-within-the-page', 'search.sort-drops-undated', 'search.sort-direction-ignored'],
    async run(t, subject, holding) {
      const { api, date } = subject;
      await mustUse(t, subject, holding, `_sort=${date}`, '_sort');
      await holdRelation(t, api, holding, async ({ ask }) => {
        const plain = await ask(holding.query);
        // Several pages, so that the order is seen to go across them.
        const size = Math.max(10, Math.ceil(holding.harvest.matches.length / 8));
        const up = await ask(within(holding, `_sort=${date}&_count=${size}`));
        const down = await ask(within(holding, `_sort=-${date}&_count=${size}`));
        const wrong = [outOfOrder(subject, up.matches), outOfOrder(subject, [...down.matches].reverse())];
        return [
          sameIds(`_sort=${date}`, plain, up),
          sameIds(`_sort=-${date}`, plain, down),
          ...['ascending', 'descending'].map((direction, index) => ({
            ok: wrong[index] === undefined,
            what: `order, ${direction}`,
            expected: `by ${date}`,
            received: wrong[index] === undefined ? `by ${date}` : `${wrong[index]} stands on the wrong side`,
            evidence: evidenceOf(index === 0 ? up : down),
          })),
        ];
      });
    },
  }),
  ...relationRow({
    id: 'counts-agree',
    title: '_summary=count, _count=0 and a plain search say the same total',
    level: 'SHALL',
    clauses: [fhir('search.html#count'), fhir('search.html#total'), fhir('search.html#summary')],
    why: 'Apps ask for the count first, to say how much there is.',
    fix: 'Count the matches once, whatever is shown of them.',
    detects: ['search.summary-count-of-the-page'],
    async run(t, { api }, { query, harvest, scope, type, member }) {
      if (harvest.truncated) throw new NotExercised('limits.maxPages cut the harvest: its size is not known');
      const size = idsOf(harvest.matches).size;
      const ways = ['_summary=count', '_count=0'];
      const totals: [string, unknown][] = [];
      for (const way of ways) {
        const exchange = await request(t, api, within({ type, scope }, way), { member });
        if (exchange.response.status >= 400 && exchange.response.status < 500) continue;
        const body = jsonObjectOf(exchange);
        if (way === '_summary=count' && selfOf(exchange)?.searchParams.has('_summary') === false) continue;
        totals.push([way, body?.total]);
      }
      const plain = harvest.pages[0]?.bundle.total;
      if (plain !== undefined) totals.push(['plain search', plain]);
      if (totals.length < 2) throw new DoesNotApply('the server gives no two totals to compare');
      for (const [way, total] of totals)
        t.expect({
          ok: total === size,
          what: `total of ${query}, ${way}`,
          where: 'Bundle.total',
          expected: String(size),
          received: String(total ?? 'absent'),
        });
    },
  }),
  ...relationRow({
    id: 'elements',
    narrow: true,
    title: '_elements and _summary leave the matches as they are, and mark what is cut',
    level: 'SHOULD',
    clauses: [fhir('search.html#elements'), fhir('search.html#summary')],
    why: 'An app that takes a part for the whole overwrites or hides what was left out.',
    fix: 'Tag what is cut with SUBSETTED, keep mandatory elements, and keep the mark on every page.',
    detects: ['search.elements-not-marked', 'search.elements-lost-on-page-two'],
    async run(t, subject, holding) {
      const { api } = subject;
      await mustUse(t, subject, holding, '_elements=id,status', '_elements');
      const query = within(holding, '_elements=id,status&_count=10');
      await holdRelation(t, api, holding, async ({ ask, held, complete }) => {
        const cut = await ask(query, { partial: true });
        const isMarked = ({ meta }: FhirResource) => meta?.tag?.some(({ code }) => code === 'SUBSETTED');
        const whole = new Map(held.map((resource) => [resource.id, resource]));
        const isCut = (match: FhirResource) =>
          Object.keys(whole.get(match.id ?? '') ?? {}).some((member) => !(member in match));
        // A server need not leave out anything (search.html#elements): what comes whole throughout needs no mark.
        const honoured = cut.matches.some((match) => isMarked(match) || isCut(match));
        const unmarked = honoured ? cut.matches.filter((match) => !isMarked(match)) : [];
        return [
          ...(complete && !cut.truncated
            ? [equalSets(query, idsOf(held), idsOf(cut.matches), evidenceOf(cut))]
            : []),
          {
            ok: unmarked.length === 0,
            what: 'resources without the tag SUBSETTED',
            where: 'meta.tag',
            expected: '0',
            received: `${unmarked.length} of ${cut.matches.length}`,
            evidence: evidenceOf(cut),
          },
        ];
      });
    },
  }),
];
