import { serverRequirements } from '../../../profiles/sources.ts';
import { type Check, fhir } from '../../runner/check.ts';
import { NotExercised } from '../../runner/context.ts';
import type { Harvest } from '../../runner/harvest.ts';
import { type Api, apis, asFarAsRead, holdingOf, mustAdvertise } from '../api.ts';
import { write } from '../oracle/match.ts';
import { guidesOf } from '../oracle/parameters.ts';
import { impossibleTerm, termsOfResource } from '../oracle/terms.ts';
import { valuesOf } from '../oracle/values.ts';
import { label, requirementsOf } from '../per-api.ts';
import { guideClause } from './by-parameter.ts';
import { judgeNothing, judgeSearch, type Part, parameterOf } from './judge-search.ts';

/** The portal documentation describes these itself: they have checks of their own. */
const ELSEWHERE = new Set(['Observation category date']);

/** Combinations of a guide beside the patient, who scopes every search of a member's record. */
function combinationsOf(api: Api, type: string): string[][] {
  const all = guidesOf[api.name].flatMap((guide) =>
    serverRequirements(guide)
      .filter((one) => one.type === type)
      .flatMap(({ combinations = [] }) =>
        combinations.map(({ parameters }) => parameters.filter((name) => name !== 'patient').sort()),
      ),
  );
  const texts = new Set(all.filter((names) => names.length > 1).map((names) => names.join(' ')));
  return [...texts].filter((text) => !ELSEWHERE.has(`${type} ${text}`)).map((text) => text.split(' '));
}

/** The values of one resource that has all of the parameters; of several the middle one. */
function partsFrom(api: Api, type: string, names: readonly string[], harvest: Harvest): Part[] {
  const candidates = harvest.matches.flatMap((resource) => {
    const parts = names.flatMap((name) => {
      const parameter = parameterOf(api, type, name);
      const [term] = termsOfResource(resource, parameter);
      return term ? [{ parameter, term }] : [];
    });
    return parts.length === names.length ? [parts] : [];
  });
  const middle = candidates[Math.floor(candidates.length / 2)];
  if (!middle)
    throw new NotExercised(`no ${type} seen has values for ${names.join(' and ')}${asFarAsRead(harvest)}`);
  return middle;
}

function byCombination(api: Api, type: string, names: readonly string[]): Check {
  return {
    id: `fhir.search.${api.name}-${type.toLowerCase()}-by-${names.join('-and-')}`,
    title: `${label(api)}: ${type} by ${names.join(' and ')} finds what meets all of them and nothing else`,
    level: 'SHALL',
    requirements: requirementsOf(api, type),
    clauses: [fhir('search.html#combining'), ...names.map((name) => guideClause(api, type, name))],
    why: 'Apps narrow a search by several parameters at once; one that is dropped shows the wrong data.',
    fix: 'Take several parameters as AND: each narrows the result.',
    detects: ['search.second-parameter-dropped'],
    needs: api.needs,
    async run(t) {
      for (const name of names) await mustAdvertise(t, api, type, name);
      const parameters = names.map((name) => parameterOf(api, type, name));
      const holding = await holdingOf(t, api, type, (one) =>
        parameters.every((parameter) => valuesOf(one, parameter).length > 0),
      );
      const parts = partsFrom(api, type, names, holding.harvest);
      await judgeSearch(t, api, holding, parts);
      const [first, second] = parts;
      if (!first || !second) return;
      const query = `${first.parameter.code}=${write(first.term)}&${second.parameter.code}=${write(impossibleTerm(second.parameter))}`;
      await judgeNothing(t, api, holding, query);
    },
  };
}

export const searchesByCombination: readonly Check[] = apis.flatMap((api) =>
  api.types.flatMap((type) => combinationsOf(api, type).map((names) => byCombination(api, type, names))),
);
