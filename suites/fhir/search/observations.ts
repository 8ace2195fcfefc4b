import type { CodeableConcept, Observation } from 'fhir/r4.js';
import { type Check, fhir, portal } from '../../runner/check.ts';
import { type CheckContext, NotExercised } from '../../runner/context.ts';
import type { Identified } from '../../runner/harvest.ts';
import { allOf, find, patientAccess, patientId, whole } from '../api.ts';
import { exactly, sameIds } from '../ids.ts';
import { matchesDate, type Prefix } from '../oracle/dates.ts';

type Obs = Observation & Identified;

const common = {
  level: 'SHALL',
  requirements: ['OBS-2'],
  needs: patientAccess.needs,
} as const;

/** All of the member's observations, complete. */
async function all(t: CheckContext): Promise<Obs[]> {
  const harvest = whole(await allOf(t, patientAccess, 'Observation'), 'Observation');
  const observations = harvest.matches.filter(
    (resource): resource is Obs => resource.resourceType === 'Observation',
  );
  if (observations.length === 0) throw new NotExercised('the member has no observations');
  return observations;
}

function tokensOf(concepts: readonly CodeableConcept[]): string[] {
  return concepts.flatMap(({ coding = [] }) =>
    coding.flatMap(({ system, code }) =>
      system !== undefined && code !== undefined ? [`${system}|${code}`] : [],
    ),
  );
}

function codesOf(observation: Obs): string[] {
  return tokensOf([observation.code]);
}

function categoriesOf(observation: Obs): string[] {
  return tokensOf(observation.category ?? []);
}

/** A search must find every observation that carries the token, and no other. */
async function byToken(
  t: CheckContext,
  parameter: string,
  tokensOfOne: (observation: Obs) => string[],
  most: number,
) {
  const observations = await all(t);
  const patient = await patientId(t);
  const tokens = [...new Set(observations.flatMap(tokensOfOne))].slice(0, most);
  for (const token of tokens) {
    const query = `Observation?patient=${patient}&${parameter}=${encodeURIComponent(token)}`;
    const found = whole(await find(t, patientAccess, query), query);
    const has = (observation: Obs) => tokensOfOne(observation).includes(token);
    t.judge(
      exactly(
        `${parameter}=${token}`,
        found,
        observations.filter(has),
        observations.filter((observation) => !has(observation)),
      ),
    );
  }
}

/** The one date of an Observation; `undefined` when it has none or a Period. */
function dateOf(observation: Obs): string | undefined {
  return observation.effectiveDateTime ?? observation.effectiveInstant;
}

/** The date in the middle of the member's observations, so that both sides have some. */
function middleDate(observations: readonly Obs[]): { date: string; category: string } {
  const dated = observations
    .flatMap((one) => ({ date: dateOf(one) ?? '', category: categoriesOf(one)[0] ?? '' }))
    .filter(({ date, category }) => date.length >= 10 && category !== '')
    .sort((a, b) => (a.date < b.date ? -1 : 1));
  const middle = dated[Math.floor(dated.length / 2)];
  if (!middle) throw new NotExercised('the observations carry no full dates with a category');
  return middle;
}

/** By day, as documented, and by the very instant of an observation: only that shows how a boundary is treated. */
async function byDate(t: CheckContext, prefix: Prefix): Promise<void> {
  const observations = await all(t);
  const { date, category } = middleDate(observations);
  const patient = await patientId(t);
  const ofCategory = observations.filter((one) => categoriesOf(one).includes(category));
  for (const searched of new Set([date.slice(0, 10), date])) {
    const value = `${prefix === 'eq' ? '' : prefix}${searched}`;
    const query = `Observation?patient=${patient}&category=${encodeURIComponent(category)}&date=${encodeURIComponent(value)}`;
    const found = whole(await find(t, patientAccess, query), query);
    const those = (answer: string) =>
      ofCategory.filter((one) => matchesDate(dateOf(one) ?? '', prefix, searched) === answer);
    const [must, mustNot] = [those('in'), those('out')];
    if (must.length + mustNot.length > 0)
      t.judge(exactly(`category and date=${value}`, found, must, mustNot));
  }
}

const byDatePrefix: readonly Check[] = (['gt', 'lt', 'ge', 'le', 'eq'] as const).map((prefix) => ({
  ...common,
  id: `fhir.search.observation-date-${prefix}`,
  title: `Observation by patient, category and date with ${prefix} finds all that match and nothing else`,
  clauses: [
    fhir('search.html#prefix'),
    fhir('search.html#date'),
    portal('Explanation for Observation resource'),
  ],
  why: 'An app that asks for what is new since its last visit must get it, all of it.',
  fix: 'Compare the period a date stands for with that of the search value, as R4 defines each prefix.',
  detects: [
    'search.date-prefix-ignored',
    ...(prefix === 'ge' || prefix === 'le' ? ['search.date-boundary-excluded'] : []),
  ],
  companionOf: ['search.category-ignored', 'search.date-boundary-excluded', 'paging.last-entry-lost'],
  run: (t) => byDate(t, prefix),
}));

export const observationSearches: readonly Check[] = [
  {
    ...common,
    id: 'fhir.search.observation-category',
    title: 'Observation by patient and category finds all that match and nothing else',
    clauses: [fhir('search.html#token'), portal('Explanation for Observation resource')],
    why: 'Vital signs, smoking status and laboratory results are asked for by category.',
    fix: 'Compare system and code of every coding of every category.',
    detects: ['search.category-ignored'],
    run: (t) => byToken(t, 'category', categoriesOf, 6),
  },
  {
    ...common,
    id: 'fhir.search.observation-code',
    title: 'Observation by patient and code finds all that match and nothing else',
    clauses: [fhir('search.html#token'), portal('Explanation for Observation resource')],
    why: 'A blood-pressure app asks for one code and must get the whole series.',
    fix: 'Compare system and code of every coding.',
    detects: ['search.first-coding-only', 'search.code-loses-a-match'],
    run: (t) => byToken(t, 'code', codesOf, 6),
  },
  ...byDatePrefix,
  {
    ...common,
    id: 'fhir.search.observation-code-or',
    title: 'Two codes joined by a comma find what each finds',
    clauses: [fhir('search.html#combining')],
    why: 'Apps ask for all codes of a chart in one request.',
    fix: 'Treat a comma as OR.',
    detects: ['search.or-takes-the-first'],
    async run(t) {
      const observations = await all(t);
      const [one, two] = [
        ...new Set(observations.flatMap((observation) => codesOf(observation).slice(0, 1))),
      ];
      if (one === undefined || two === undefined) throw new NotExercised('fewer than two different codes');
      const query = `Observation?code=${encodeURIComponent(one)},${encodeURIComponent(two)}`;
      const has = (observation: Obs) => codesOf(observation).some((code) => code === one || code === two);
      t.judge(
        exactly(
          `code=${one},${two}`,
          whole(await find(t, patientAccess, query), query),
          observations.filter(has),
          observations.filter((observation) => !has(observation)),
        ),
      );
    },
  },
  {
    ...common,
    id: 'fhir.search.implied-patient',
    title: 'Observation without parameters is the token’s member’s, and the self link says so',
    requirements: ['OBS-1'],
    clauses: [fhir('search.html#conformance'), portal('Explanation for Observation resource, sample')],
    why: 'A filter the server adds by itself must be visible.',
    fix: 'Add patient= to the self link when it is implied by the token.',
    detects: ['search.implied-patient-hidden'],
    companionOf: ['bundle.self-link-missing', 'bundle.self-link-drops-parameters'],
    async run(t) {
      const patient = await patientId(t);
      const bare = await find(t, patientAccess, 'Observation');
      const self = bare.pages[0]?.bundle.link?.find((link) => link.relation === 'self')?.url ?? '';
      const shown = URL.parse(self, 'http://base/')?.searchParams.get('patient') ?? 'absent';
      const exchange = bare.pages[0]?.exchange;
      t.judge(
        sameIds(
          'Observation against Observation?patient=',
          await find(t, patientAccess, `Observation?patient=${patient}`),
          bare,
        ),
        {
          ok: shown === patient || shown === `Patient/${patient}`,
          what: 'implied patient',
          where: "Bundle.link.where(relation='self').url",
          expected: `patient=${patient}`,
          received: `patient ${shown}`,
          ...(exchange && { evidence: [exchange] }),
        },
      );
    },
  },
];
