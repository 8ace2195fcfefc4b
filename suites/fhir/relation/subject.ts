import type { Check } from '../../runner/check.ts';
import { type CheckContext, NotExercised } from '../../runner/context.ts';
import type { Identified } from '../../runner/harvest.ts';
import {
  type Api,
  find,
  type Holding,
  holdingOf,
  mustAdvertise,
  patientAccess,
  providerDirectory,
} from '../api.ts';
import { type Term, write } from '../oracle/match.ts';
import { FEW, termsFor, termsOfResource } from '../oracle/terms.ts';
import { valuesOf } from '../oracle/values.ts';
import { label, requirementsOf } from '../per-api.ts';
import { parameterOf } from '../search/judge-search.ts';

/** What relations between searches are held on: a type with a token, another parameter and a date. */
export interface Subject {
  readonly api: Api;
  readonly type: string;
  readonly token: string;
  readonly other: string;
  readonly date: string;
}

export const subjects: readonly Subject[] = [
  { api: patientAccess, type: 'Observation', token: 'code', other: 'category', date: 'date' },
  {
    api: patientAccess,
    type: 'ExplanationOfBenefit',
    token: 'type',
    other: 'service-date',
    date: 'service-date',
  },
  {
    api: providerDirectory,
    type: 'PractitionerRole',
    token: 'specialty',
    other: 'organization',
    date: '_lastUpdated',
  },
];

export interface RelationRow extends Omit<Check, 'id' | 'title' | 'requirements' | 'needs' | 'run'> {
  readonly id: string;
  /** Reads on after API and type. */
  readonly title: string;
  readonly requirements?: readonly string[];
  /** Held within one value of the token where there are many resources, so that halves of the whole are small. */
  readonly narrow?: true;
  /** Faults that only the data of one type shows. */
  readonly detectsIn?: Readonly<Record<string, readonly string[]>>;
  readonly run: (t: CheckContext, subject: Subject, holding: Holding) => Promise<void>;
}

/** More resources than this are narrowed. */
const MANY = 80;

/** A part of the record: what one value of the token finds. */
async function narrowed(t: CheckContext, subject: Subject, holding: Holding): Promise<Holding> {
  const { api, type, token } = subject;
  const [term] = termsFor(holding.harvest.matches, parameterOf(api, type, token));
  if (!term) return holding;
  const scope = [holding.scope, pair(token, term)].filter(Boolean).join('&');
  const query = `${type}?${scope}`;
  return { ...holding, scope, query, harvest: await find(t, api, query, { member: holding.member }) };
}

/** One check per subject, each with its id and line. */
export function relationRow({ id, title, run, narrow, detectsIn = {}, ...facts }: RelationRow): Check[] {
  return subjects.map((subject) => {
    const { api, type } = subject;
    return {
      requirements: requirementsOf(api, type),
      ...facts,
      id: `fhir.relation.${api.name}-${type.toLowerCase()}-${id}`,
      title: `${label(api)}, ${type}: ${title}`,
      detects: [...facts.detects, ...(detectsIn[type] ?? [])],
      needs: api.needs,
      run: async (t) => {
        const whole = await holdingOf(t, api, type);
        const holding =
          narrow && whole.harvest.matches.length > MANY ? await narrowed(t, subject, whole) : whole;
        if (holding.harvest.matches.length < 3)
          throw new NotExercised(`fewer than three ${type} resources: nothing can be compared`);
        await run(t, subject, holding);
      },
    };
  });
}

/**
 * Different values of a parameter, those first that are found neither seldom nor very often.
 * @throws NotExercised when there are fewer
 */
export async function termsIn(
  t: CheckContext,
  { api, type }: Subject,
  name: string,
  resources: readonly Identified[],
  least: number,
): Promise<Term[]> {
  await mustAdvertise(t, api, type, name);
  const counts = new Map<string, { readonly term: Term; count: number }>();
  for (const resource of resources)
    for (const term of termsOfResource(resource, parameterOf(api, type, name))) {
      const entry = counts.get(JSON.stringify(term)) ?? { term, count: 0 };
      entry.count += 1;
      counts.set(JSON.stringify(term), entry);
    }
  const terms = [...counts.values()]
    .sort((a, b) => Math.abs(a.count - FEW) - Math.abs(b.count - FEW))
    .map(({ term }) => term);
  if (terms.length < least) throw new NotExercised(`fewer than ${least} different values of ${name}`);
  return terms;
}

export function pair(name: string, term: Term): string {
  return `${name}=${write(term)}`;
}

/** A date of a resource in the middle, as it stands there, or its day. */
export async function middleDate(
  t: CheckContext,
  { api, type, date }: Subject,
  resources: readonly Identified[],
): Promise<string> {
  await mustAdvertise(t, api, type, date);
  const parameter = parameterOf(api, type, date);
  const dates = resources
    .flatMap((resource) => valuesOf(resource, parameter))
    .map((value) => (typeof value === 'string' ? value : (value as { start?: string } | null)?.start))
    .filter((value) => value !== undefined && value.length >= 10)
    .sort();
  const middle = dates[Math.floor(dates.length / 2)];
  if (middle === undefined) throw new NotExercised(`no ${type} has a full date for ${date}`);
  return middle;
}
