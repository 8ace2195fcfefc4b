import { type Check, fhir } from '../../runner/check.ts';
import { NotExercised } from '../../runner/context.ts';
import type { Identified } from '../../runner/harvest.ts';
import { jsonObjectOf } from '../../runner/http.ts';
import {
  type Api,
  apis,
  baseOf,
  find,
  holdingOf,
  mustAdvertise,
  patientId,
  request,
  within,
} from '../api.ts';
import { equalSets, evidenceOf, idsOf, sameIds } from '../ids.ts';
import { contentOf } from '../oracle/content.ts';
import { rangeOf } from '../oracle/dates.ts';
import { label, requirementsOf } from '../per-api.ts';
import { holdRelation } from '../relation/hold-relation.ts';

type Facts = Pick<Check, 'title' | 'clauses' | 'why' | 'fix' | 'detects' | 'companionOf' | 'run'>;

function commonCheck(api: Api, type: string, name: string, facts: Facts): Check {
  return {
    ...facts,
    id: `fhir.search.${api.name}-${type.toLowerCase()}-by-${name}`,
    title: `${label(api)}: ${facts.title}`,
    level: 'SHALL',
    requirements: requirementsOf(api, type),
    needs: api.needs,
  };
}

/** The last of the harvest: what a server that forgets the end of something loses first. */
function byId(api: Api, type: string): Check {
  return commonCheck(api, type, 'id', {
    title: `${type} by _id is the resource as a read gives it`,
    clauses: [fhir('search.html#id'), fhir('http.html#read')],
    why: 'Two versions of the truth make apps show stale data.',
    fix: 'Serve read and search from the same store.',
    detects: [...(type === 'Patient' ? [] : ['search.id-finds-nothing']), 'read.other-version'],
    async run(t) {
      const { harvest, member } = await holdingOf(t, api, type);
      const one = harvest.matches.at(-1);
      if (!one) throw new NotExercised(`there is no ${type}`);
      const read = await request(t, api, `${type}/${one.id}`, { member });
      const found = await find(t, api, `${type}?_id=${one.id}`, { member });
      const [same] = found.matches;
      t.judge(
        {
          ok: read.response.status === 200,
          what: `read of ${type}/${one.id}`,
          expected: '200',
          received: String(read.response.status),
          evidence: [read],
        },
        {
          ok: found.matches.length === 1 && contentOf(same) === contentOf(jsonObjectOf(read)),
          what: `search by _id=${one.id}`,
          expected: 'the resource as read, alone',
          received: found.matches.length === 1 ? 'another content' : `${found.matches.length} matches`,
          evidence: [read, ...evidenceOf(found)],
        },
      );
    },
  });
}

/** Types of which a sandbox has several that changed on one day. */
const MANY_A_DAY = new Set(['ExplanationOfBenefit', 'Practitioner']);

/** A moment that follows another of the same day, where days alone do not tell before from since; else the middle. */
function telling(moments: readonly string[]): string | undefined {
  return (
    moments.find((moment, at) => {
      const before = moments[at - 1];
      return before !== undefined && before !== moment && before.slice(0, 10) === moment.slice(0, 10);
    }) ?? moments[Math.floor(moments.length / 2)]
  );
}

/** Instants are points in time: what is before one and what is not make up the whole (MR-03, MR-13). */
function byLastUpdated(api: Api, type: string): Check {
  return commonCheck(api, type, 'lastupdated', {
    title: `${type} by _lastUpdated falls into before and since, and each is where it belongs`,
    clauses: [fhir('search.html#lastUpdated'), fhir('search.html#prefix')],
    why: 'Apps fetch what is new since their last visit; what this misses they never see.',
    fix: 'Compare meta.lastUpdated as an instant, to the precision the search gives.',
    detects: ['search.last-updated-ignored', ...(MANY_A_DAY.has(type) ? ['search.since-by-days'] : [])],
    async run(t) {
      await mustAdvertise(t, api, type, '_lastUpdated');
      const holding = await holdingOf(t, api, type);
      const moments = holding.harvest.matches.flatMap(({ meta }) => meta?.lastUpdated ?? []).sort();
      const middle = telling(moments);
      if (middle === undefined) throw new NotExercised(`no ${type} has meta.lastUpdated`);
      const bound = rangeOf(middle)?.start ?? Number.NaN;
      await holdRelation(t, api, holding, async ({ ask, knownWith }) => {
        const value = encodeURIComponent(middle);
        const before = await ask(within(holding, `_lastUpdated=lt${value}`));
        const since = await ask(within(holding, `_lastUpdated=ge${value}`));
        const evidence = [...evidenceOf(before), ...evidenceOf(since)];
        const known = knownWith(before, since);
        const isBefore = ({ meta }: Identified) => Date.parse(meta?.lastUpdated ?? '') < bound;
        return [
          equalSets(
            `_lastUpdated=lt${middle}`,
            idsOf(known.filter(isBefore)),
            idsOf(before.matches),
            evidence,
          ),
          equalSets(
            `_lastUpdated=ge${middle}`,
            idsOf(known.filter((one) => one.meta?.lastUpdated !== undefined && !isBefore(one))),
            idsOf(since.matches),
            evidence,
          ),
        ];
      });
    },
  });
}

/** Every way of writing the same reference finds the same. */
function byPatient(api: Api, type: string): Check {
  return commonCheck(api, type, 'patient', {
    title: `${type} by patient finds the same whichever way the reference is written`,
    clauses: [fhir('search.html#reference')],
    why: 'Client libraries write references in different ways; with the wrong one a record looks empty.',
    fix: 'Take id, Type/id and absolute URL of the own base alike.',
    detects: ['search.patient-by-id-only', 'search.absolute-reference-finds-nothing'],
    async run(t) {
      await mustAdvertise(t, api, type, 'patient');
      const holding = await holdingOf(t, api, type);
      if (holding.harvest.matches.length === 0) throw new NotExercised(`there is no ${type}`);
      const id = await patientId(t, holding.member);
      const forms = [
        `patient=Patient/${id}`,
        `patient=${encodeURIComponent(`${baseOf(t, api)}/Patient/${id}`)}`,
      ];
      await holdRelation(t, api, holding, async ({ ask }) => {
        const all = await ask(holding.query);
        const others = await Promise.all(forms.map((form) => ask(`${type}?${form}`)));
        return others.map((found, at) =>
          sameIds(`${type}?${forms[at]} against ${holding.query}`, all, found),
        );
      });
    },
  });
}

export const searchesByCommon: readonly Check[] = apis.flatMap((api) =>
  api.types.flatMap((type) => [
    byId(api, type),
    byLastUpdated(api, type),
    ...(api.name === 'patient-access' && type !== 'Patient' ? [byPatient(api, type)] : []),
  ]),
);
