import { checkAttestation } from '../../portal/production/dashboard.ts';
import type { Defect } from '../defect.ts';
import { withoutStep } from './support/steps.ts';

export const portalAttestationOptional: Defect = {
  name: 'portal.attestation-optional',
  summary: 'Answers are submitted without an attestation.',
  clause: 'Portal documentation, Production Access Process, step 8',
  replacementOf: withoutStep(checkAttestation),
};
