import { createSecret } from '../../oauth/secrets.ts';
import type { Defect } from '../defect.ts';
import { changeTokenBody } from './support/tokens.ts';

export const refreshTokenWithoutGrant: Defect = {
  name: 'refresh.token-without-grant',
  summary: 'A refresh gives an access token that opens nothing.',
  clause: 'RFC 6749 §6',
  replacementOf: changeTokenBody((body, { refreshToken }) =>
    refreshToken ? { ...body, access_token: createSecret() } : body,
  ),
};
