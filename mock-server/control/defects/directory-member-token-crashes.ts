import { authenticate } from '../../fhir/admit.ts';
import { FhirError } from '../../fhir/outcomes.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const directoryMemberTokenCrashes: Defect = {
  name: 'directory.member-token-crashes',
  summary: 'The directory crashes on a member’s token.',
  clause: 'RFC 6750 §3.1',
  replacementOf: afterStep(authenticate, ({ base, access }) => {
    if (base.name === 'directory' && access?.kind === 'member')
      throw new FhirError(500, 'exception', 'The server failed to answer this request.');
  }),
};
