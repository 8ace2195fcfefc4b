import { withCompanions } from '../fhir/companions.ts';
import type { Suite } from '../runner/check.ts';
import { claimContent } from './claims.ts';
import { consentLimits } from './consent.ts';
import { freshness } from './freshness.ts';
import { isolation } from './isolation.ts';
import { testMembers } from './members.ts';

export const patientAccess: Suite = {
  name: 'patient-access',
  title: 'Patient Access API: isolation between members, claims, latency',
  core: [],
  checks: [testMembers, ...isolation, consentLimits, ...claimContent, ...freshness].map(withCompanions),
};
