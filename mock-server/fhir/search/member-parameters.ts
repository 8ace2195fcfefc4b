import type { Coverage, ExplanationOfBenefit, Observation, Patient, RelatedPerson } from 'fhir/r4.js';
import type { ParametersOf } from './parameters.ts';
import {
  code,
  concepts,
  dates,
  identifiers,
  instants,
  nameParts,
  patientReferences,
  periods,
  references,
  strings,
} from './values.ts';

export const patientParameters: ParametersOf<Patient> = {
  identifier: { kind: 'token', values: (patient) => identifiers(patient.identifier) },
  name: { kind: 'string', values: (patient) => nameParts(patient.name) },
  family: { kind: 'string', values: ({ name }) => strings(...(name ?? []).map(({ family }) => family)) },
  given: { kind: 'string', values: ({ name }) => strings(...(name ?? []).flatMap(({ given }) => given)) },
  birthdate: { kind: 'date', values: (patient) => dates(patient.birthDate) },
  gender: {
    kind: 'token',
    values: (patient) => code(patient.gender, 'http://hl7.org/fhir/administrative-gender'),
  },
};

export const relatedPersonParameters: ParametersOf<RelatedPerson> = {
  patient: { kind: 'reference', values: ({ patient }) => patientReferences(patient) },
  name: { kind: 'string', values: ({ name }) => nameParts(name) },
  relationship: { kind: 'token', values: ({ relationship }) => concepts(relationship) },
};

export const coverageParameters: ParametersOf<Coverage> = {
  patient: { kind: 'reference', values: (coverage) => patientReferences(coverage.beneficiary) },
  beneficiary: { kind: 'reference', values: (coverage) => patientReferences(coverage.beneficiary) },
  status: { kind: 'token', values: (coverage) => code(coverage.status, 'http://hl7.org/fhir/fm-status') },
  identifier: { kind: 'token', values: (coverage) => identifiers(coverage.identifier) },
};

export const explanationOfBenefitParameters: ParametersOf<ExplanationOfBenefit> = {
  patient: { kind: 'reference', values: (eob) => patientReferences(eob.patient) },
  identifier: { kind: 'token', values: (eob) => identifiers(eob.identifier) },
  type: { kind: 'token', values: (eob) => concepts(eob.type) },
  created: { kind: 'date', values: (eob) => dates(eob.created) },
  // C4BB: ExplanationOfBenefit.billablePeriod | ExplanationOfBenefit.item.serviced
  'service-date': {
    kind: 'date',
    values: ({ billablePeriod, item = [] }) => [
      ...periods(billablePeriod, ...item.map(({ servicedPeriod }) => servicedPeriod)),
      ...dates(...item.map(({ servicedDate }) => servicedDate)),
    ],
  },
  status: {
    kind: 'token',
    values: (eob) => code(eob.status, 'http://hl7.org/fhir/explanationofbenefit-status'),
  },
};

export const observationParameters: ParametersOf<Observation> = {
  patient: { kind: 'reference', values: (observation) => patientReferences(observation.subject) },
  subject: { kind: 'reference', values: (observation) => references(observation.subject) },
  category: { kind: 'token', values: (observation) => concepts(observation.category) },
  code: { kind: 'token', values: (observation) => concepts(observation.code) },
  date: {
    kind: 'date',
    values: ({ effectiveDateTime, effectiveInstant, effectivePeriod }) => [
      ...dates(effectiveDateTime),
      ...instants(effectiveInstant),
      ...periods(effectivePeriod),
    ],
  },
  status: {
    kind: 'token',
    values: (observation) => code(observation.status, 'http://hl7.org/fhir/observation-status'),
  },
};
