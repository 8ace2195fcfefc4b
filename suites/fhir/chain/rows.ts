import { type Check, fhir } from '../../runner/check.ts';
import { DoesNotApply, NotExercised } from '../../runner/context.ts';
import {
  type Api,
  apis,
  holdingOf,
  mustAdvertise,
  patientAccess,
  providerDirectory,
  request,
  within,
} from '../api.ts';
import { exactly } from '../ids.ts';
import { type Answer, answer, write } from '../oracle/match.ts';
import { definitionOf } from '../oracle/parameters.ts';
import { impossibleTerm, termsOfResource } from '../oracle/terms.ts';
import { valuesOf } from '../oracle/values.ts';
import { label, requirementsOf } from '../per-api.ts';
import { holdRelation } from '../relation/hold-relation.ts';
import { guideClause, listedParameters } from '../search/by-parameter.ts';
import { judgeNothing, parameterOf } from '../search/judge-search.ts';

interface Chain {
  readonly api: Api;
  readonly type: string;
  readonly name: string;
  /** The type at the other end that is asked about. */
  readonly target: string;
  readonly ambiguous: boolean;
  readonly end: string;
  /** Whether the guides ask for it: else a server may refuse it. */
  readonly asked: boolean;
}

/** The chains that the guides list, for the first target that the API serves and that has the parameter. */
const listed: readonly Chain[] = apis.flatMap((api) =>
  api.types.flatMap((type) =>
    listedParameters(api, type).flatMap((name): Chain[] => {
      const { chains = [], targets = [] } = definitionOf(api, type, name) ?? {};
      return chains.flatMap((end): Chain[] => {
        const target = targets.find(
          (one) => api.types.includes(one) && definitionOf(api, one, end) !== undefined,
        );
        return target ? [{ api, type, name, target, ambiguous: targets.length > 1, end, asked: true }] : [];
      });
    }),
  ),
);

const others: readonly Chain[] = [
  ['ExplanationOfBenefit', 'identifier'],
  ['Observation', 'birthdate'],
  ['Coverage', 'family'],
].map(([type = '', end = '']) => ({
  api: patientAccess,
  type,
  name: 'patient',
  target: 'Patient',
  ambiguous: false,
  end,
  asked: false,
}));

/** In a sandbox these find nothing: the plan itself is part of no other organization. */
const WITHOUT_DATA = new Set([
  'InsurancePlan administered-by.partof',
  'InsurancePlan owned-by.partof',
  'OrganizationAffiliation primary-organization.partof',
  'Endpoint organization.partof',
]);

function chainOf({ api, type, name, target, ambiguous, end, asked }: Chain): Check {
  const key = `${name}${ambiguous ? `:${target}` : ''}.${end}`;
  return {
    id: `fhir.chain.${api.name}-${type.toLowerCase()}-${name}-${end}`,
    title: `${label(api)}: ${type} by ${key} finds what two steps find`,
    level: 'SHALL',
    requirements: requirementsOf(api, type),
    clauses: [fhir('search.html#chaining'), guideClause(api, type, name)],
    why: 'One request in place of many: an app on a phone looks for roles by the doctor’s name.',
    fix: 'Search the target by the last parameter, then the source by the references found.',
    detects: [
      'chain.ignored',
      ...(WITHOUT_DATA.has(`${type} ${name}.${end}`) ? [] : ['chain.last-target-lost']),
    ],
    needs: api.needs,
    async run(t) {
      await mustAdvertise(t, api, type, name);
      const [parameter, last] = [parameterOf(api, type, name), parameterOf(api, target, end)];
      const ends = await holdingOf(t, api, target, (one) => termsOfResource(one, last).length > 0);
      const source = await holdingOf(t, api, type, (one) => valuesOf(one, parameter).length > 0);
      if (ends.harvest.truncated || source.harvest.truncated)
        throw new NotExercised('limits.maxPages cut a harvest: what a chain must find is not known');
      const pointed = new Set(
        source.harvest.matches.flatMap((one) => valuesOf(one, parameter)).map((value) => referenceOf(value)),
      );
      const candidates = ends.harvest.matches.filter((one) => pointed.has(`${target}/${one.id}`));
      // Where nothing that is referred to has the last parameter, the chain must find nothing.
      const [term] = [...ends.harvest.matches, ...candidates]
        .flatMap((one) => termsOfResource(one, last))
        .slice(-1);
      if (!term) throw new NotExercised(`no ${target} has a ${end}`);
      const query = within(source, `${key}=${write(term)}`);
      if (!asked) {
        const { status } = (await request(t, api, query, { member: source.member })).response;
        if (status >= 400 && status < 500) throw new DoesNotApply('the chain is refused, as it may be');
      }
      const answers = new Map(
        ends.harvest.matches.map((one) => [`${target}/${one.id}`, answer(one, last, term)]),
      );
      await holdRelation(t, api, source, async ({ ask, held }) => {
        const verdicts = held.map((one) => {
          const found = valuesOf(one, parameter).map((value) => answers.get(referenceOf(value) ?? ''));
          return [one, best(found)] as const;
        });
        const those = (wanted: Answer) =>
          verdicts.flatMap(([one, verdict]) => (verdict === wanted ? [one] : []));
        return [
          exactly(`${key}=${decodeURIComponent(write(term))}`, await ask(query), those('in'), those('out')),
        ];
      });
      await judgeNothing(t, api, source, `${key}=${write(impossibleTerm(last))}`);
    },
  };
}

function best(answers: readonly (Answer | undefined)[]): Answer {
  if (answers.includes('in')) return 'in';
  return answers.includes('unclear') ? 'unclear' : 'out';
}

function referenceOf(value: unknown): string | undefined {
  return (value as { reference?: string } | null)?.reference;
}

interface Reverse {
  readonly api: Api;
  readonly type: string;
  readonly source: string;
  readonly name: string;
  readonly end: string;
}

const reverses: readonly Reverse[] = [
  {
    api: providerDirectory,
    type: 'Practitioner',
    source: 'PractitionerRole',
    name: 'practitioner',
    end: 'specialty',
  },
  {
    api: providerDirectory,
    type: 'Location',
    source: 'HealthcareService',
    name: 'location',
    end: 'service-category',
  },
  { api: patientAccess, type: 'Patient', source: 'Observation', name: 'patient', end: 'code' },
  { api: patientAccess, type: 'Encounter', source: 'Condition', name: 'encounter', end: 'code' },
];

function reverseOf({ api, type, source, name, end }: Reverse): Check {
  return {
    id: `fhir.chain.${api.name}-${type.toLowerCase()}-has-${source.toLowerCase()}`,
    title: `${label(api)}: ${type} by _has:${source}:${name}:${end} finds what two steps find`,
    level: 'SHALL',
    requirements: requirementsOf(api, type),
    clauses: [fhir('search.html#has')],
    why: 'Doctors of a specialty are found by the roles that refer to them.',
    fix: 'Search the source by the last parameter, then take what its references point to.',
    detects: ['chain.reverse-ignored', 'chain.reverse-finds-nothing'],
    needs: api.needs,
    async run(t) {
      const [reference, last] = [parameterOf(api, source, name), parameterOf(api, source, end)];
      const from = await holdingOf(
        t,
        api,
        source,
        (one) => termsOfResource(one, last).length > 0 && valuesOf(one, reference).length > 0,
      );
      const to = await holdingOf(t, api, type);
      const [term] = from.harvest.matches
        .filter((one) => valuesOf(one, reference).some((value) => referenceOf(value)?.startsWith(`${type}/`)))
        .flatMap((one) => termsOfResource(one, last))
        .slice(-1);
      if (!term) throw new NotExercised(`no ${source} refers to a ${type} and has a ${end}`);
      if (from.harvest.truncated || to.harvest.truncated)
        throw new NotExercised('limits.maxPages cut a harvest: what _has must find is not known');
      const query = within(to, `_has:${source}:${name}:${end}=${write(term)}`);
      const { status } = (await request(t, api, query, { member: to.member })).response;
      if (status >= 400 && status < 500) throw new DoesNotApply('_has is refused, as it may be');
      const verdicts = new Map<string, Answer>();
      for (const one of from.harvest.matches) {
        const verdict = answer(one, last, term);
        for (const value of valuesOf(one, reference)) {
          const target = referenceOf(value) ?? '';
          verdicts.set(target, best([verdict, verdicts.get(target)]));
        }
      }
      await holdRelation(t, api, to, async ({ ask, held }) => {
        const those = (wanted: Answer) =>
          held.filter((one) => (verdicts.get(`${type}/${one.id}`) ?? 'out') === wanted);
        const impossible = `_has:${source}:${name}:_id=assay-no-such-id`;
        return [
          exactly(query, await ask(query), those('in'), those('out')),
          exactly(impossible, await ask(within(to, impossible)), [], held),
        ];
      });
    },
  };
}

export const chains: readonly Check[] = [...[...listed, ...others].map(chainOf), ...reverses.map(reverseOf)];
