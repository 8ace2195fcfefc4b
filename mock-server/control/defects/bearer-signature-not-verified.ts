import { openToken } from '../../oauth/sealed-token.ts';
import type { Defect } from '../defect.ts';
import { letIn } from './support/bearer.ts';

export const bearerSignatureNotVerified: Defect = {
  name: 'bearer.signature-not-verified',
  summary: 'The member is read from the access token without verifying its seal.',
  clause: 'RFC 6750 §5.2',
  replacementOf: letIn((_refusal, { ports, endpoint }, bearer) => {
    // A token that was sealed here is refused for another reason.
    if (openToken(bearer, endpoint.core.key)) return undefined;
    const payload = Buffer.from(bearer.split('.')[0] ?? '', 'base64url').toString();
    const patientId = /"sub":"([^"]+)"/.exec(payload)?.[1] ?? '';
    return ports.population.memberOfPatient(patientId)?.patientId;
  }),
};
