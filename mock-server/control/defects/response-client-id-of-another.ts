import type { Defect } from '../defect.ts';
import { changeTokenBody } from './support/tokens.ts';

export const responseClientIdOfAnother: Defect = {
  name: 'response.client-id-of-another',
  summary: 'Token responses name the client of the gateway, not the one that asked.',
  clause: 'Portal documentation, authorization code, step 6',
  replacementOf: changeTokenBody((body) =>
    body.client_id === undefined ? body : { ...body, client_id: 'api-gateway' },
  ),
};
