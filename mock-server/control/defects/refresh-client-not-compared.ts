import { checkRefreshClient } from '../../oauth/rotate-refresh-token.ts';
import type { Defect } from '../defect.ts';
import { withoutStep } from './support/steps.ts';

export const refreshClientNotCompared: Defect = {
  name: 'refresh.client-not-compared',
  summary: 'Any registered app may use a refresh token that was issued to another.',
  clause: 'RFC 6749 §6',
  report: 'https://github.com/mitreid-connect/OpenID-Connect-Java-Spring-Server/issues/735',
  replacementOf: withoutStep(checkRefreshClient),
};
