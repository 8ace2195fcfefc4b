import type { Defect } from '../defect.ts';
import { letIn } from './support/bearer.ts';

export const bearerRefreshTokenAccepted: Defect = {
  name: 'bearer.refresh-token-accepted',
  summary: 'A refresh token opens the FHIR API like an access token.',
  clause: 'RFC 6749 §1.5',
  replacementOf: letIn(async (_refusal, { ports: { store } }, bearer) => {
    const token = await store.findRefreshToken(bearer);
    return token && (await store.findLiveGrant(token.grantId))?.patientId;
  }),
};
