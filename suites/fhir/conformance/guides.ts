import type { Clause } from '../../runner/result.ts';
import type { Api } from '../api.ts';

const US_CORE = 'http://hl7.org/fhir/us/core/StructureDefinition/';
const CARIN = 'http://hl7.org/fhir/us/carin-bb/StructureDefinition/';
const PLAN_NET = 'http://hl7.org/fhir/us/davinci-pdex-plan-net/StructureDefinition/';

/** The profiles of the guides for each type; a resource claims at least one of them. */
const profiles: Readonly<Record<Api['name'], Readonly<Record<string, readonly string[]>>>> = {
  'patient-access': {
    Patient: [`${US_CORE}us-core-patient`, `${CARIN}C4BB-Patient`],
    Coverage: [`${CARIN}C4BB-Coverage`, `${US_CORE}us-core-coverage`],
    ExplanationOfBenefit: [
      'Inpatient-Institutional',
      'Outpatient-Institutional',
      'Professional-NonClinician',
      'Pharmacy',
      'Oral',
    ].map((name) => `${CARIN}C4BB-ExplanationOfBenefit-${name}`),
    Observation: [
      'us-core-vital-signs',
      'us-core-blood-pressure',
      'us-core-bmi',
      'us-core-body-height',
      'us-core-body-temperature',
      'us-core-body-weight',
      'us-core-head-circumference',
      'us-core-heart-rate',
      'us-core-pulse-oximetry',
      'us-core-respiratory-rate',
      'us-core-smokingstatus',
      'us-core-observation-lab',
      'us-core-observation-clinical-result',
      'us-core-observation-survey',
      'us-core-simple-observation',
      'pediatric-bmi-for-age',
      'pediatric-weight-for-height',
      'head-occipital-frontal-circumference-percentile',
    ].map((name) => US_CORE + name),
  },
  'provider-directory': {
    Practitioner: [`${PLAN_NET}plannet-Practitioner`],
    PractitionerRole: [`${PLAN_NET}plannet-PractitionerRole`],
    Organization: [`${PLAN_NET}plannet-Organization`, `${PLAN_NET}plannet-Network`],
    HealthcareService: [`${PLAN_NET}plannet-HealthcareService`],
    Location: [`${PLAN_NET}plannet-Location`],
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
