import { serverRequirements } from '../../../profiles/sources.ts';
import { type Check, fhir } from '../../runner/check.ts';
import { NotExercised } from '../../runner/context.ts';
import type { Clause } from '../../runner/result.ts';
import { type Api, apis, asFarAsRead, holdingOf, mustAdvertise } from '../api.ts';
import { definitionOf, guidesOf } from '../oracle/parameters.ts';
import { termsFor } from '../oracle/terms.ts';
import { valuesOf } from '../oracle/values.ts';
import { label, requirementsOf } from '../per-api.ts';
import { judgeSearch, parameterOf } from './judge-search.ts';

/** Faults beside that of the index which the data of a sandbox lets a parameter show. */
const PARTICULAR: Readonly<Record<string, readonly string[]>> = {
  'Observation category': ['search.category-ignored'],
  'Condition category': ['search.category-ignored'],
  'DiagnosticReport category': ['search.category-ignored'],
  'Observation code': ['search.code-loses-a-match', 'search.first-coding-only'],
  'Condition code': ['search.code-loses-a-match', 'search.first-repetition-only'],
  'Procedure code': ['search.code-loses-a-match', 'search.first-repetition-only'],
  'DiagnosticReport code': ['search.code-loses-a-match'],
  'CareTeam role': ['search.first-repetition-only'],
  'Patient identifier': ['search.first-repetition-only'],
  'Practitioner name': ['search.name-case-sensitive'],
  'Organization name': ['search.name-case-sensitive', 'search.whole-string-only'],
  'HealthcareService name': ['search.name-case-sensitive', 'search.whole-string-only'],
  'InsurancePlan name': ['search.name-case-sensitive', 'search.whole-string-only'],
  'Patient name': ['search.name-case-sensitive'],
  'Location address': ['search.whole-string-only'],
  'Location address-city': ['search.whole-string-only'],
  'OrganizationAffiliation network': ['search.reference-first-only'],
  'CarePlan date': ['search.period-start-only'],
};

/** Parameters of every resource; they have checks of their own, as has the patient, who scopes every search. */
const ELSEWHERE = new Set(['_id', '_lastUpdated', 'patient']);

const KINDS: Readonly<Record<string, { readonly page: string; readonly why: string; readonly fix: string }>> =
  {
    token: {
      page: 'search.html#token',
      why: 'What is coded is looked for by its code; a resource that its own code does not find is lost.',
      fix: 'Compare system and code of every coding of every repetition.',
    },
    string: {
      page: 'search.html#string',
      why: 'People type the beginning of a name in lower case; who is not found so does not exist for them.',
      fix: 'Match the beginning of every part, without regard to case and accents.',
    },
    date: {
      page: 'search.html#date',
      why: 'An app that asks for what happened since its last visit must get it, all of it, and nothing older.',
      fix: 'Compare the period a date stands for with that of the search value, as R4 defines each prefix.',
    },
    reference: {
      page: 'search.html#reference',
      why: 'Apps walk from one resource to another by reference; what a search misses is never reached.',
      fix: 'Compare type and id of every repetition of the reference.',
    },
  };

export function guideClause(api: Api, type: string, name: string): Clause {
  const definition = definitionOf(api, type, name);
  return { text: `search parameter ${name} of ${type}`, url: definition?.url ?? '' };
}

/** The parameters that the guides of an API list for a type, each once. */
export function listedParameters(api: Api, type: string): string[] {
  const listed = guidesOf[api.name].flatMap((guide) =>
    serverRequirements(guide)
      .filter((one) => one.type === type)
      .flatMap(({ parameters }) => parameters.map(([name]) => name)),
  );
  return [...new Set(listed)];
}

function byParameter(api: Api, type: string, name: string): Check {
  const { page, why, fix } = KINDS[parameterOf(api, type, name).type] ?? {
    page: 'search.html',
    why: 'Apps rely on the parameter.',
    fix: 'Apply the parameter as its definition says.',
  };
  return {
    id: `fhir.search.${api.name}-${type.toLowerCase()}-by-${name.replace(/^_/, '')}`,
    title: `${label(api)}: ${type} by ${name} finds all that match and nothing else`,
    level: 'SHALL',
    requirements: [
      ...requirementsOf(api, type),
      ...(type === 'Practitioner' && name === 'name' ? ['DIR-5'] : []),
    ],
    clauses: [guideClause(api, type, name), fhir(page)],
    why,
    fix,
    detects: ['search.index-lags', ...(PARTICULAR[`${type} ${name}`] ?? [])],
    needs: api.needs,
    async run(t) {
      await mustAdvertise(t, api, type, name);
      const parameter = parameterOf(api, type, name);
      const holding = await holdingOf(t, api, type, (one) => valuesOf(one, parameter).length > 0);
      const terms = termsFor(holding.harvest.matches, parameter);
      if (terms.length === 0)
        throw new NotExercised(`no ${type} seen has a value for ${name}${asFarAsRead(holding.harvest)}`);
      for (const term of terms) await judgeSearch(t, api, holding, [{ parameter, term }]);
    },
  };
}

export const searchesByParameter: readonly Check[] = apis.flatMap((api) =>
  api.types.flatMap((type) =>
    listedParameters(api, type)
      .filter((name) => !ELSEWHERE.has(name))
      .map((name) => byParameter(api, type, name)),
  ),
);
