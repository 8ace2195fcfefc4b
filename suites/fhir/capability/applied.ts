import { type Check, fhir } from '../../runner/check.ts';
import { DoesNotApply, NotExercised } from '../../runner/context.ts';
import { matchesOf } from '../../runner/harvest.ts';
import { jsonObjectOf } from '../../runner/http.ts';
import { type Api, advertised, apis, holdingOf, request, selfOf, within } from '../api.ts';
import { label, requirementsOf } from '../per-api.ts';
import { listedParameters } from '../search/by-parameter.ts';

/** Well-formed values that nothing has, by the type of the parameter as stated. */
const NOTHING: Readonly<Record<string, string>> = {
  token: 'assay-no-such-code',
  string: 'zzz-assay-nobody',
  date: 'lt1800-01-01',
  uri: 'urn:assay:no-such-uri',
  number: '-987654321',
  quantity: '-987654321',
};

/** A parameter that is stated and not applied finds everything: the guides' own are held against their data elsewhere. */
function parametersApplied(api: Api, type: string): Check {
  return {
    id: `fhir.capability.${api.name}-${type.toLowerCase()}-parameters`,
    title: `${label(api)}: every parameter that is stated for ${type} narrows a search or is refused`,
    level: 'SHOULD',
    requirements: requirementsOf(api, type),
    clauses: [fhir('http.html#capabilities'), fhir('search.html#errors')],
    why: 'A filter that is stated and dropped shows everything as if it had matched.',
    fix: 'State only what is applied; leave out of the self link what is not.',
    detects: ['search.parameters-ignored'],
    needs: api.needs,
    async run(t) {
      const holding = await holdingOf(t, api, type);
      if (holding.harvest.matches.length === 0) throw new NotExercised(`there is no ${type}`);
      const listed = new Set([...listedParameters(api, type), 'patient', '_id', '_lastUpdated']);
      const stated = (await advertised(t, api, type))?.searchParam ?? [];
      const open = stated.filter(
        ({ name, type: kind }) => !listed.has(name) && (kind in NOTHING || kind === 'reference'),
      );
      if (open.length === 0) throw new DoesNotApply('nothing is stated beside what the guides list');
      await Promise.all(
        open.map(async ({ name, type: kind }) => {
          const value = NOTHING[kind] ?? 'assay-no-such-id';
          const exchange = await request(t, api, within(holding, `${name}=${value}&_count=1`), {
            member: holding.member,
          });
          const { status } = exchange.response;
          const bundle = jsonObjectOf(exchange);
          const found = bundle?.resourceType === 'Bundle' ? matchesOf(bundle as never).length : 0;
          const dropped = status === 200 && selfOf(exchange)?.searchParams.has(name) === false;
          t.expect({
            ok: (status === 200 && found === 0) || (status >= 400 && status < 500),
            what: `${type}?${name}=${value}`,
            expected: 'nothing found, or refused',
            received:
              status === 200
                ? `${found} matches${dropped ? ', the parameter dropped' : ''}`
                : `HTTP ${status}`,
            evidence: [exchange],
          });
        }),
      );
    },
  };
}

export const parametersStated: readonly Check[] = apis.flatMap((api) =>
  api.types.map((type) => parametersApplied(api, type)),
);
