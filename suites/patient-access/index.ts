import type { Suite } from '../runner/check.ts';
import { isolation } from './isolation.ts';

export const patientAccess: Suite = {
  name: 'patient-access',
  title: 'Patient Access API: isolation between members',
  core: [],
  checks: isolation,
};
