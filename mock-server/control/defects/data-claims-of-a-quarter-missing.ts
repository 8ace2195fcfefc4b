import type { Defect } from '../defect.ts';
import { dropFromRecord } from './support/data.ts';

export const dataClaimsOfAQuarterMissing: Defect = {
  name: 'data.claims-of-a-quarter-missing',
  summary: 'Claims for services of the second half of a year were never loaded.',
  clause: '42 CFR 422.119(b)(1)',
  ports: dropFromRecord(
    (resource) =>
      resource.resourceType === 'ExplanationOfBenefit' &&
      /^2024-(0[7-9]|1)/.test(resource.billablePeriod?.start ?? ''),
  ),
};
