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

function categoriesOf(observation: Obs): string[] {
  return tokensOf(observation.category ?? []);
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
  run: (t) => byDate(t, prefix),
}));

export const observationSearches: readonly Check[] = [
  ...byDatePrefix,
  {
    ...common,
    id: 'fhir.search.implied-patient',
    title: 'Observation without parameters is the token’s member’s, and the self link says so',
    requirements: ['OBS-1'],
    clauses: [fhir('search.html#conformance'), portal('Explanation for Observation resource, sample')],
    why: 'A filter the server adds by itself must be visible.',
    fix: 'Add patient= to the self link when it is implied by the token.',
    detects: ['search.implied-patient-hidden'],
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
