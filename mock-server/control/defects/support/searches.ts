import type { FhirResource } from 'fhir/r4.js';
import { asServed } from '../../../fhir/as-served.ts';
import type { FhirExchange } from '../../../fhir/exchange.ts';
import type { Criterion } from '../../../fhir/search/parse/criterion.ts';
import { planSearch } from '../../../fhir/search/plan.ts';
import { selectMatches } from '../../../fhir/search/select.ts';
import {
  link,
  match,
  parseSearch,
  rulesOf,
  type SearchExchange,
  scopeOf,
} from '../../../fhir/search/steps.ts';
import { type Defect, replaceStep } from '../../defect.ts';
import { afterStep } from './steps.ts';

/** Reads the search as if its URL had another query. */
export async function parseAs(
  exchange: SearchExchange,
  request: Partial<FhirExchange['request']>,
): Promise<void> {
  const other = { ...exchange, request: { ...exchange.request, ...request } };
  await parseSearch.run(other);
  exchange.plan = other.plan;
  exchange.asOf = other.asOf;
}

/** Rewrites the query of a search before it is read. */
export function changeQuery(
  change: (pair: [name: string, value: string], exchange: SearchExchange) => [string, string][],
): NonNullable<Defect['replacementOf']> {
  return replaceStep(parseSearch, async (exchange) => {
    const pairs = [...exchange.request.query].flatMap((pair) => change(pair, exchange));
    await parseAs(exchange, { query: new URLSearchParams(pairs) });
  });
}

/** Whether a search parameter of the type, modifier included, can be processed with the value. */
export function isUnderstood(key: string, value: string, exchange: FhirExchange): boolean {
  try {
    planSearch([[key, value]], { ...rulesOf(exchange), strict: false });
    return true;
  } catch {
    return false;
  }
}

/** Replaces the self link; without a new one there is none. */
export function changeSelfLink(
  change: (url: string, exchange: SearchExchange) => string | undefined,
): NonNullable<Defect['replacementOf']> {
  return afterStep(link, (exchange) => {
    exchange.links = exchange.links.flatMap((one) => {
      if (one.relation !== 'self') return [one];
      const url = change(one.url, exchange);
      return url === undefined ? [] : [{ ...one, url }];
    });
  });
}

type TokenCriterion = Extract<Criterion, { test: 'token' }>;

/** The token criterion of a name, if the search has it. */
export function tokenCriterion({ plan }: SearchExchange, name: string): TokenCriterion | undefined {
  return plan.criteria.find(
    (criterion): criterion is TokenCriterion => criterion.test === 'token' && criterion.name === name,
  );
}

/** Whether the client chose the size of the pages. */
export function hasChosenPageSize({ plan }: SearchExchange): boolean {
  return plan.processed.some(([name]) => name === '_count');
}

/** A resource by id, whoever of the documented members it belongs to. */
export function resourceOfAnyone(exchange: FhirExchange, id: string): FhirResource | undefined {
  const { ports, asOf, type, endpoint } = exchange;
  for (const { patientId } of ports.population.personas()) {
    const found = ports.population
      .compartment(patientId, asOf)
      .find((resource) => resource.resourceType === type && resource.id === id);
    if (found) return asServed(found, endpoint.dialect);
  }
  return undefined;
}

/** Criteria that say whose record is searched, or that the server adds by itself. */
const SCOPE = new Set(['patient', 'subject', 'beneficiary', '_id', '_profile']);

/** The criteria by which a search narrows what the caller may see. */
export function chosenCriteria({ plan }: SearchExchange): readonly Criterion[] {
  return plan.criteria.filter(({ name }) => !SCOPE.has(name));
}

/** Matches by some of the criteria only, or by changed ones. */
export function matchBy(
  criteria: (exchange: SearchExchange) => readonly Criterion[],
): NonNullable<Defect['replacementOf']> {
  return replaceStep(match, (exchange) => {
    exchange.matches = selectMatches(exchange.candidates, criteria(exchange), scopeOf(exchange));
  });
}

/** Spoils what a search found, whichever way it was found. */
export function spoilMatches(
  spoil: (matches: readonly FhirResource[], exchange: SearchExchange) => readonly FhirResource[],
): NonNullable<Defect['replacementOf']> {
  return afterStep(match, (exchange) => {
    exchange.matches = spoil(exchange.matches, exchange);
  });
}

/** Changes each criterion of a kind, and its name with it: what was found is kept by names and queries. */
export function changeCriteria<Test extends Criterion['test']>(
  test: Test,
  change: (criterion: Extract<Criterion, { test: Test }>) => Extract<Criterion, { test: Test }>,
): NonNullable<Defect['replacementOf']> {
  changes += 1;
  const mark = changes;
  const isMeant = (criterion: Criterion): criterion is Extract<Criterion, { test: Test }> =>
    criterion.test === test;
  return matchBy(({ plan }) =>
    plan.criteria.map((criterion) =>
      isMeant(criterion) ? { ...change(criterion), name: `${criterion.name} (change ${mark})` } : criterion,
    ),
  );
}

let changes = 0;
