import { rotateRefreshToken } from '../../oauth/rotate-refresh-token.ts';
import type { Defect } from '../defect.ts';
import { withoutStep } from './support/steps.ts';

export const refreshReuseAccepted: Defect = {
  name: 'refresh.reuse-accepted',
  summary: 'A refresh token can be used again and again although each use gives a new one.',
  clause: 'RFC 9700 §4.14.2',
  report: 'https://github.com/spring-attic/spring-authorization-server/issues/1128',
  replacementOf: withoutStep(rotateRefreshToken),
};
