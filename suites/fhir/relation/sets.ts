import { type Check, fhir } from '../../runner/check.ts';
import { NotExercised } from '../../runner/context.ts';
import type { Harvest, Identified } from '../../runner/harvest.ts';
import { mustAccept, within } from '../api.ts';

import { equalSets, evidenceOf, idsOf, subset } from '../ids.ts';
import { valuesOf } from '../oracle/values.ts';
import { parameterOf } from '../search/judge-search.ts';
import { holdRelation } from './hold-relation.ts';
import { middleDate, pair, relationRow, type Subject, termsIn } from './subject.ts';

const evidence = (...harvests: readonly Harvest[]) => harvests.flatMap(evidenceOf);

function dated({ api, type, date }: Subject, resources: readonly Identified[]): Identified[] {
  const parameter = parameterOf(api, type, date);
  return resources.filter((resource) => valuesOf(resource, parameter).length > 0);
}

/** Set algebra between searches: what AND, OR and the forms of a token mean. */
export const setRelations: readonly Check[] = [
  ...relationRow({
    id: 'and-narrows',
    title: 'two parameters together find what both find',
    level: 'SHALL',
    clauses: [fhir('search.html#combining')],
    why: 'An app that narrows a search by a second parameter must not get what only one of them finds.',
    fix: 'Take several parameters as AND.',
    detects: ['search.parameters-united'],
    async run(t, subject, holding) {
      const { api, token, other } = subject;
      const [one] = await termsIn(t, subject, token, holding.harvest.matches, 1);
      const others = await termsIn(t, subject, other, holding.harvest.matches, 1);
      const two = others[Math.floor(others.length / 2)];
      if (!one || !two) throw new NotExercised(`no values of ${token} and ${other}`);
      const [p, q] = [pair(token, one), pair(other, two)];
      await holdRelation(t, api, holding, async ({ ask }) => {
        const [left, right, both] = [
          await ask(within(holding, p)),
          await ask(within(holding, q)),
          await ask(within(holding, `${p}&${q}`)),
        ];
        const want = idsOf(left.matches).intersection(idsOf(right.matches));
        return [equalSets(`${p} and ${q}`, want, idsOf(both.matches), evidence(left, right, both))];
      });
    },
  }),
  ...relationRow({
    id: 'or-unites',
    title: 'two values joined by a comma find what each finds',
    level: 'SHALL',
    clauses: [fhir('search.html#combining')],
    why: 'Apps ask for all codes of a chart in one request.',
    fix: 'Treat a comma as OR.',
    detects: ['search.or-takes-the-first'],
    async run(t, subject, holding) {
      const { api, token } = subject;
      const [a, b] = await termsIn(t, subject, token, holding.harvest.matches, 2);
      if (!a || !b) throw new NotExercised(`fewer than two values of ${token}`);
      const [p, q] = [pair(token, a), pair(token, b)];
      await holdRelation(t, api, holding, async ({ ask }) => {
        const [left, right, both] = [
          await ask(within(holding, p)),
          await ask(within(holding, q)),
          await ask(within(holding, `${p},${q.slice(q.indexOf('=') + 1)}`)),
        ];
        const want = idsOf(left.matches).union(idsOf(right.matches));
        return [equalSets(`${p} or ${q}`, want, idsOf(both.matches), evidence(left, right, both))];
      });
    },
  }),
  ...relationRow({
    id: 'token-forms',
    title: 'system|code and |code lie within code, and system|code within system|',
    level: 'SHALL',
    clauses: [fhir('search.html#token')],
    why: 'Apps write a token in the form they know; each form must mean what R4 says.',
    fix: 'Read code, system|code, |code and system| as R4 defines them.',
    detects: ['search.token-system-ignored', 'search.bare-code-needs-a-system'],
    async run(t, subject, holding) {
      const { api, token } = subject;
      const terms = await termsIn(t, subject, token, holding.harvest.matches, 1);
      const term = terms.find((one) => one.kind === 'token' && one.system !== undefined);
      if (term?.kind !== 'token' || term.system === undefined)
        throw new NotExercised(`no value of ${token} has a system`);
      const { system, code } = term;
      const form = (text: string) => within(holding, `${token}=${encodeURIComponent(text)}`);
      await holdRelation(t, api, holding, async ({ ask }) => {
        const [full, bare, without, all] = [
          await ask(form(`${system}|${code}`)),
          await ask(form(code)),
          await ask(form(`|${code}`)),
          await ask(form(`${system}|`)),
        ];
        const other = await ask(form(`urn:assay:no-such-system|${code}`));
        const [fullIds, bareIds] = [idsOf(full.matches), idsOf(bare.matches)];
        return [
          subset(`${token}=${system}|${code} within ${code}`, fullIds, bareIds, evidence(full, bare)),
          subset(
            `${token}=|${code} within ${code}`,
            idsOf(without.matches),
            bareIds,
            evidence(without, bare),
          ),
          subset(
            `${token}=${system}|${code} within ${system}|`,
            fullIds,
            idsOf(all.matches),
            evidence(full, all),
          ),
          equalSets(`${token}=… of another system`, new Set(), idsOf(other.matches), evidence(other)),
        ];
      });
    },
  }),
  ...relationRow({
    id: 'missing-partition',
    title: ':missing=true and :missing=false make up the whole',
    level: 'SHALL',
    clauses: [fhir('search.html#missing')],
    why: 'What is neither there nor missing is found by nobody.',
    fix: 'Decide :missing by the presence of the element, for every resource.',
    detects: ['search.missing-true-is-false'],
    async run(t, { api, token }, holding) {
      await mustAccept(t, api, within(holding, `${token}:missing=true`), holding.member);
      await holdRelation(t, api, holding, async ({ ask, knownWith }) => {
        const without = await ask(within(holding, `${token}:missing=true`));
        const having = await ask(within(holding, `${token}:missing=false`));
        const [no, yes] = [idsOf(without.matches), idsOf(having.matches)];
        return [
          equalSets(
            `${token}:missing, true and false together`,
            idsOf(knownWith(without, having)),
            no.union(yes),
            evidence(without, having),
          ),
          equalSets(
            `${token}:missing, both true and false`,
            new Set(),
            no.intersection(yes),
            evidence(without, having),
          ),
        ];
      });
    },
  }),
  ...relationRow({
    id: 'date-partition',
    narrow: true,
    title: 'before a date and from it on make up everything that has a date',
    level: 'SHALL',
    clauses: [fhir('search.html#date'), fhir('search.html#prefix')],
    why: 'An app that fetches a record in two halves must get all of it.',
    fix: 'Compare with lt and ge so that nothing falls between them.',
    detects: ['search.index-lags'],
    detectsIn: { Observation: ['search.date-boundary-excluded'] },
    async run(t, subject, holding) {
      const { api, date } = subject;
      const middle = await middleDate(t, subject, holding.harvest.matches);
      await holdRelation(t, api, holding, async ({ ask, knownWith }) => {
        const value = encodeURIComponent(middle);
        const before = await ask(within(holding, `${date}=lt${value}`));
        const since = await ask(within(holding, `${date}=ge${value}`));
        const got = idsOf(before.matches).union(idsOf(since.matches));
        const want = idsOf(dated(subject, knownWith(before, since)));
        return [equalSets(`${date} before and since ${middle}`, want, got, evidence(before, since))];
      });
    },
  }),
  ...relationRow({
    id: 'prefix-lattice',
    narrow: true,
    title: 'gt and eq lie within ge, lt within le, sa within gt, eb within lt',
    level: 'SHALL',
    clauses: [fhir('search.html#prefix')],
    why: 'Prefixes that contradict one another make some dates unreachable.',
    fix: 'Define every prefix by the same comparison of periods.',
    detects: ['search.date-equals-by-start', 'search.starts-after-is-greater'],
    async run(t, subject, holding) {
      const { api, date } = subject;
      const middle = await middleDate(t, subject, holding.harvest.matches);
      await holdRelation(t, api, holding, async ({ ask }) => {
        const find = (prefix: string) =>
          ask(within(holding, `${date}=${prefix}${encodeURIComponent(middle)}`));
        const pairs = [
          ['gt', 'ge'],
          ['eq', 'ge'],
          ['lt', 'le'],
          ['sa', 'gt'],
          ['eb', 'lt'],
        ] as const;
        const found = new Map<string, Harvest>();
        for (const prefix of new Set(pairs.flat())) found.set(prefix, await find(prefix));
        const of = (prefix: string) => found.get(prefix)?.matches ?? [];
        const shown = [...found.values()].flatMap(evidenceOf);
        const inSa = idsOf(of('sa')).intersection(idsOf(of('eb')));
        return [
          ...pairs.map(([inner, outer]) =>
            subset(`${date}=${inner}${middle} within ${outer}`, idsOf(of(inner)), idsOf(of(outer)), shown),
          ),
          equalSets(`${date} both starting after and ending before ${middle}`, new Set(), inSa, shown),
        ];
      });
    },
  }),
];
