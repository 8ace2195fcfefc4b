import type { Patient } from 'fhir/r4.js';

/** A small valid US Core Patient, so that starting up is measured and not reading. */
export const patient: Patient = {
  resourceType: 'Patient',
  id: 'first',
  meta: { profile: ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient'] },
  identifier: [{ system: 'https://plan.example/member', value: '1' }],
  name: [{ family: 'Okafor', given: ['Ada'] }],
  gender: 'female',
  birthDate: '1980-02-29',
};
