import type { SearchParameterFacts } from '../../../profiles/guides.ts';
import { type CheckContext, NotExercised } from '../../runner/context.ts';
import { matchesOf } from '../../runner/harvest.ts';
import { jsonObjectOf } from '../../runner/http.ts';
import { type Api, type Holding, request, within } from '../api.ts';
import { exactly } from '../ids.ts';
import { answer, every, type Term, write } from '../oracle/match.ts';
import { definitionOf } from '../oracle/parameters.ts';
import { holdRelation } from '../relation/hold-relation.ts';

/** One `name=value` of a search. */
export interface Part {
  readonly parameter: SearchParameterFacts;
  readonly term: Term;
}

export function parameterOf(api: Api, type: string, name: string): SearchParameterFacts {
  const found = definitionOf(api, type, name);
  if (!found) throw new Error(`no definition of the search parameter ${name} of ${type}`);
  return found;
}

/**
 * Makes a search and holds what it finds against what it must: every resource that the parameters' own expressions
 * find (recall), and none that they do not (precision). Of a cut harvest what was read must be found; a search that is
 * cut itself is judged for precision alone.
 */
export async function judgeSearch(
  t: CheckContext,
  api: Api,
  holding: Holding,
  parts: readonly Part[],
): Promise<void> {
  const text = parts.map(({ parameter, term }) => `${parameter.code}=${write(term)}`).join('&');
  const what = parts.map(({ parameter, term }) => `${parameter.code}=${shown(term)}`).join(' and ');
  await holdRelation(t, api, holding, async ({ ask, held, complete }) => {
    const found = await ask(within(holding, text), { partial: true });
    const answered = (wanted: 'in' | 'out') => (resource: (typeof held)[number]) =>
      every(parts.map(({ parameter, term }) => answer(resource, parameter, term))) === wanted;
    const must = found.truncated ? [] : held.filter(answered('in'));
    if (found.matches.length + must.length === 0 && (found.truncated || !complete))
      throw new NotExercised(`${holding.query} has more pages than limits.maxPages: recall can't be judged`);
    return [exactly(what, found, must, found.matches.filter(answered('out')))];
  });
}

/** Holds that a search finds nothing; one that is refused finds nothing either. */
export async function judgeNothing(
  t: CheckContext,
  api: Api,
  holding: Holding,
  query: string,
): Promise<void> {
  const exchange = await request(t, api, within(holding, query), { member: holding.member });
  const { status } = exchange.response;
  const bundle = jsonObjectOf(exchange);
  const found = bundle?.resourceType === 'Bundle' ? matchesOf(bundle as never).length : undefined;
  t.expect({
    ok: found === 0 || (status >= 400 && status < 500),
    what: decodeURIComponent(query),
    expected: 'nothing',
    received: found === undefined ? `HTTP ${status}` : `${found} resources`,
    cost: 'A parameter that is not applied shows an app everything under the wrong heading.',
    evidence: [exchange],
  });
}

function shown(term: Term): string {
  return decodeURIComponent(write(term));
}
