import type { Clause } from '../../runner/result.ts';
import type { Api } from '../api.ts';

const US_CORE = 'http://hl7.org/fhir/us/core/StructureDefinition/';
const CARIN = 'http://hl7.org/fhir/us/carin-bb/StructureDefinition/';
const PLAN_NET = 'http://hl7.org/fhir/us/davinci-pdex-plan-net/StructureDefinition/';

const usCore = (...names: readonly string[]) => names.map((name) => `${US_CORE}us-core-${name}`);
const carin = (...names: readonly string[]) => names.map((name) => `${CARIN}C4BB-${name}`);
const planNet = (...names: readonly string[]) => names.map((name) => `${PLAN_NET}plannet-${name}`);

/** The profiles of the guides for each type; a resource claims at least one of them. */
const profiles: Readonly<Record<Api['name'], Readonly<Record<string, readonly string[]>>>> = {
  'patient-access': {
    Patient: [...usCore('patient'), ...carin('Patient')],
    Coverage: [...carin('Coverage'), ...usCore('coverage')],
    ExplanationOfBenefit: carin(
      'ExplanationOfBenefit-Inpatient-Institutional',
      'ExplanationOfBenefit-Outpatient-Institutional',
      'ExplanationOfBenefit-Professional-NonClinician',
      'ExplanationOfBenefit-Pharmacy',
      'ExplanationOfBenefit-Oral',
    ),
    Observation: [
      ...usCore(
        'vital-signs',
        'blood-pressure',
        'bmi',
        'body-height',
        'body-temperature',
        'body-weight',
        'head-circumference',
        'heart-rate',
        'pulse-oximetry',
        'respiratory-rate',
        'smokingstatus',
        'observation-lab',
        'observation-clinical-result',
        'observation-survey',
        'simple-observation',
        'observation-sexual-orientation',
        'observation-occupation',
        'observation-pregnancystatus',
        'observation-pregnancyintent',
        'observation-screening-assessment',
      ),
      `${US_CORE}pediatric-bmi-for-age`,
      `${US_CORE}pediatric-weight-for-height`,
      `${US_CORE}head-occipital-frontal-circumference-percentile`,
    ],
    RelatedPerson: [...carin('RelatedPerson'), ...usCore('relatedperson')],
    Condition: usCore('condition-problems-health-concerns', 'condition-encounter-diagnosis'),
    Encounter: usCore('encounter'),
    Procedure: usCore('procedure'),
    MedicationRequest: usCore('medicationrequest'),
    Immunization: usCore('immunization'),
    AllergyIntolerance: usCore('allergyintolerance'),
    DiagnosticReport: usCore('diagnosticreport-lab', 'diagnosticreport-note'),
    CareTeam: usCore('careteam'),
    CarePlan: usCore('careplan'),
    Goal: usCore('goal'),
    DocumentReference: usCore('documentreference'),
    Device: usCore('implantable-device'),
    Provenance: usCore('provenance'),
  },
  'provider-directory': {
    Practitioner: planNet('Practitioner'),
    PractitionerRole: planNet('PractitionerRole'),
    Organization: planNet('Organization', 'Network'),
    HealthcareService: planNet('HealthcareService'),
    Location: planNet('Location'),
    InsurancePlan: planNet('InsurancePlan'),
    OrganizationAffiliation: planNet('OrganizationAffiliation'),
    Endpoint: planNet('Endpoint'),
  },
};

export function profilesOf(api: Api, type: string): readonly string[] {
  return profiles[api.name][type] ?? [];
}

/** Some servers claim a profile by the address of its web page; this is the canonical URL meant, or the text itself. */
export function canonicalMeant(claim: string): string {
  const page = /^https?:\/\/(?:www\.)?hl7\.org\/(.*)\/StructureDefinition-([A-Za-z0-9-]+?)(?:\.html)?$/.exec(
    claim,
  );
  return page ? `http://hl7.org/${page[1]}/StructureDefinition/${page[2]}` : claim;
}

/** The guide that the profiles of a type come from. */
export function guideOf(api: Api, type: string): Clause {
  const [first = ''] = profilesOf(api, type);
  const name = first.startsWith(PLAN_NET)
    ? 'Plan-Net 1.1.0'
    : first.startsWith(CARIN)
      ? 'CARIN Blue Button 2.0.0'
      : 'US Core 6.1.0';
  return { text: `${name}, profiles of ${type}`, url: first };
}
