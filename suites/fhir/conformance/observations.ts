import type { Observation } from 'fhir/r4.js';
import { deviation } from '../../deviations.ts';
import { type Check, fhir, portal } from '../../runner/check.ts';
import type { Harvest } from '../../runner/harvest.ts';
import { allOf, patientAccess } from '../api.ts';
import { pagesByName } from '../ids.ts';

const SYSTEM = 'http://terminology.hl7.org/CodeSystem/observation-category';
/** The code system's content in FHIR R4. */
const CODES = new Set(
  'social-history vital-signs imaging laboratory procedure survey exam therapy activity'.split(' '),
);
const WEB_PAGE = /\/StructureDefinition-[A-Za-z0-9-]+(\.html)?$/;

function observationsOf({ matches }: Harvest): Observation[] {
  return matches.filter(
    (resource): resource is Observation & { id: string } => resource.resourceType === 'Observation',
  );
}

export const categoryCodes: Check = {
  id: 'fhir.conformance.observation-categories',
  title: 'Observation categories are codes of their code system',
  level: 'SHALL',
  requirements: ['OBS-3'],
  clauses: [
    fhir('valueset-observation-category.html'),
    fhir('terminologies.html#code'),
    portal('Explanation for Observation resource'),
  ],
  why: 'Apps file and search observations by category; a code that does not exist is found by nobody.',
  fix: 'Use social-history for smoking status.',
  detects: ['data.category-code-invented'],
  needs: patientAccess.needs,
  async run(t) {
    const harvest = await allOf(t, patientAccess, 'Observation');
    const pageOf = pagesByName(harvest);
    for (const observation of observationsOf(harvest)) {
      const codes = (observation.category ?? []).flatMap(({ coding = [] }) =>
        coding.flatMap(({ system, code }) => (system === SYSTEM && code !== undefined ? [code] : [])),
      );
      for (const code of codes)
        t.expect({
          ok: CODES.has(code),
          what: `category of Observation/${observation.id}`,
          where: 'Observation.category.coding.code',
          expected: `a code of ${SYSTEM}`,
          received: code,
          deviation: code === 'smoking-status' ? 'DEV-24' : undefined,
          cost: deviation('DEV-24').cost,
          evidence: pageOf(`Observation/${observation.id}`),
        });
    }
  },
};

export const profileCanonicals: Check = {
  id: 'fhir.conformance.profile-canonicals',
  title: 'Claimed profiles are canonical URLs, not web pages',
  level: 'SHOULD',
  requirements: ['OBS-4'],
  clauses: [fhir('resource.html#Meta'), portal('Explanation for Observation resource, sample')],
  why: 'Validators and apps look profiles up by their canonical URL.',
  fix: 'Claim http://hl7.org/fhir/us/core/StructureDefinition/us-core-observation-lab.',
  detects: ['data.profile-is-a-web-page'],
  needs: patientAccess.needs,
  async run(t) {
    for (const type of patientAccess.types) {
      const harvest = await allOf(t, patientAccess, type);
      const pageOf = pagesByName(harvest);
      for (const { resourceType, id, meta } of harvest.matches)
        for (const profile of meta?.profile ?? [])
          t.expect({
            ok: !WEB_PAGE.test(profile),
            what: `profile of ${resourceType}/${id}`,
            where: `${resourceType}.meta.profile`,
            expected: 'a canonical URL (…/StructureDefinition/name)',
            received: profile,
            deviation: profile.endsWith('/StructureDefinition-us-core-observation-lab')
              ? 'DEV-23'
              : undefined,
            cost: deviation('DEV-23').cost,
            evidence: pageOf(`${resourceType}/${id}`),
          });
    }
  },
};
