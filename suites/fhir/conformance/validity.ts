import type { ProfileFinding } from '../../../profiles/engine/finding.ts';
import { type Check, fhir } from '../../runner/check.ts';
import type { CheckContext } from '../../runner/context.ts';
import type { Harvest, Identified } from '../../runner/harvest.ts';
import type { RawExchange } from '../../runner/http.ts';
import { type Api, allOf, apis } from '../api.ts';
import { remembered } from '../oracle/content.ts';
import { label } from '../per-api.ts';
import { canonicalMeant, guideOf, profilesOf } from './guides.ts';
import { cover, isKnown, validator } from './judge.ts';

const requirements = {
  'patient-access': ['GEN-1', 'GEN-4', 'PAT-1', 'OBS-4'],
  'provider-directory': ['GEN-1', 'DIR-3'],
};

/** Types from which a fault of the sandbox takes a mandatory element. */
const EMPTIED = new Set([
  'Patient',
  'Coverage',
  'ExplanationOfBenefit',
  'Observation',
  'Practitioner',
  'PractitionerRole',
  'Organization',
  'HealthcareService',
  'Location',
]);

/** The profiles a resource claims, as canonical URLs; a web page address counts as the profile it shows. */
function claimsOf({ meta }: Identified): string[] {
  return (meta?.profile ?? []).map(canonicalMeant);
}

/** What a resource is judged by: the known profiles it claims, else the type's only profile. */
function judgedBy(resource: Identified, api: Api): string[] {
  const known = claimsOf(resource).filter(isKnown);
  if (known.length > 0) return known;
  const candidates = profilesOf(api, resource.resourceType);
  return candidates.length === 1 ? [...candidates] : [];
}

function exchangesOf(harvest: Harvest): Map<unknown, RawExchange> {
  return new Map(
    harvest.pages.flatMap(({ bundle, exchange }) =>
      (bundle.entry ?? []).map(({ resource }) => [resource, exchange] as const),
    ),
  );
}

function validityOf(api: Api, type: string): Check {
  return {
    id: `fhir.conformance.${api.name}-${type.toLowerCase()}`,
    title: `Every ${type} of the ${label(api)} API conforms to FHIR R4 and the profiles it claims`,
    level: 'SHALL',
    requirements: requirements[api.name],
    clauses: [guideOf(api, type), fhir(`${type.toLowerCase()}.html`), fhir('profiling.html')],
    why: 'Apps rely on what a profile promises; a resource that breaks it is read wrongly, or not at all.',
    fix: 'Validate what the API gives out before a release: assay validate names every element.',
    detects: ['data.unknown-property', ...(EMPTIED.has(type) ? ['data.mandatory-element-missing'] : [])],
    needs: api.needs,
    async run(t) {
      const harvest = await allOf(t, api, type);
      const exchanges = exchangesOf(harvest);
      for (const resource of harvest.matches) {
        const profiles = judgedBy(resource, api);
        const exchange = exchanges.get(resource);
        judge(t, resource, profiles, exchange ? [exchange] : []);
        for (const profile of profiles) cover(t.session, profile, resource);
      }
      if (harvest.matches.length === 0) t.note(`${type} returned no resources.`);
    },
  };
}

function judge(
  t: CheckContext,
  resource: Identified,
  profiles: readonly string[],
  evidence: readonly RawExchange[],
) {
  const name = `${resource.resourceType}/${resource.id}`;
  const errors = remembered(resource, `errors ${profiles.join(' ')}`, () =>
    validator()
      .validate(resource, { profiles, claims: false })
      .filter(({ severity }) => severity === 'error'),
  );
  if (errors.length === 0) {
    const expected = profiles.length > 0 ? `conforms to ${profiles.join(' and ')}` : 'valid FHIR R4';
    t.expect({ ok: true, what: name, expected, received: expected, evidence });
  }
  for (const error of errors)
    t.expect({
      ok: false,
      what: `${name}: ${error.message}`,
      where: error.path,
      expected: error.expected,
      received: error.received,
      cost: `Rule: ${ruleOf(error)}.`,
      evidence,
    });
}

function ruleOf({ rule }: ProfileFinding): string {
  return [rule.kind, rule.key, 'at', rule.element, 'of', rule.profile].filter(Boolean).join(' ');
}

function claimOf(api: Api, type: string): Check {
  return {
    id: `fhir.conformance.${api.name}-${type.toLowerCase()}-claim`,
    title: `Every ${type} of the ${label(api)} API says which profile of the guide it conforms to`,
    level: 'SHOULD',
    requirements: requirements[api.name],
    clauses: [guideOf(api, type), fhir('resource.html#Meta')],
    why: 'Apps choose how to read a resource by the profile it claims, and validators judge by it.',
    fix: 'Fill meta.profile with the canonical URL of the profile.',
    detects: ['data.profile-not-claimed'],
    needs: api.needs,
    async run(t) {
      const harvest = await allOf(t, api, type);
      const exchanges = exchangesOf(harvest);
      const known = new Set(profilesOf(api, type));
      for (const resource of harvest.matches) {
        const claims = claimsOf(resource);
        const exchange = exchanges.get(resource);
        t.expect({
          ok: claims.some((claim) => known.has(claim.split('|')[0] ?? claim)),
          what: `${resource.resourceType}/${resource.id}`,
          where: `${type}.meta.profile`,
          expected: known.size > 1 ? `one of ${[...known].join(', ')}` : [...known].join(),
          received: claims.join(', ') || 'none',
          ...(exchange && { evidence: [exchange] }),
        });
      }
    },
  };
}

export const validity: readonly Check[] = apis.flatMap((api) =>
  api.types.flatMap((type) => [validityOf(api, type), claimOf(api, type)]),
);
