import { createSecret } from '../../oauth/secrets.ts';
import type { Defect } from '../defect.ts';
import { changeTokenBody } from './support/tokens.ts';

export const responseRefreshTokenForClients: Defect = {
  name: 'response.refresh-token-for-clients',
  summary: 'Client credentials give a refresh token.',
  clause: 'RFC 6749 §4.4.3',
  replacementOf: changeTokenBody((body, { grant }) =>
    grant ? body : { ...body, refresh_token: createSecret() },
  ),
};
