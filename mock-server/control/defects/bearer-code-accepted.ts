import type { Defect } from '../defect.ts';
import { letIn } from './support/bearer.ts';

export const bearerCodeAccepted: Defect = {
  name: 'bearer.code-accepted',
  summary: 'An authorization code opens the FHIR API like an access token.',
  clause: 'RFC 6750 §3.1',
  replacementOf: letIn(async (_refusal, { ports: { store } }, bearer) => {
    const code = await store.findCode(bearer);
    return code && (await store.findLiveGrant(code.grantId))?.patientId;
  }),
};
