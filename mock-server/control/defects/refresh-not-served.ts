import { UnsupportedGrantType } from '../../oauth/errors.ts';
import { findRefreshToken } from '../../oauth/rotate-refresh-token.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const refreshNotServed: Defect = {
  name: 'refresh.not-served',
  summary: 'Refresh tokens are issued, but no request with one is served.',
  clause: 'RFC 6749 §6',
  replacementOf: replaceStep(findRefreshToken, () => {
    throw new UnsupportedGrantType('this grant type is not served');
  }),
};
