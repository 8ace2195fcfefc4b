import type { Defect } from '../defect.ts';
import { dropFromRecord } from './support/data.ts';

export const dataTestMemberNotLoaded: Defect = {
  name: 'data.test-member-not-loaded',
  summary: 'A documented test member can sign in and has no Patient.',
  clause: 'FHIR R4 patient.html',
  ports: dropFromRecord(
    (resource, population) =>
      resource.resourceType === 'Patient' &&
      LOST.some((index) => population.personas()[index]?.patientId === resource.id),
  ),
};

/** Personas, by index. */
const LOST = [1, 3];
