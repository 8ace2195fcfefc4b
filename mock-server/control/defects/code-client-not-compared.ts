import { checkCodeClient } from '../../oauth/redeem-code.ts';
import type { Defect } from '../defect.ts';
import { withoutStep } from './support/steps.ts';

export const codeClientNotCompared: Defect = {
  name: 'code.client-not-compared',
  summary: 'Any registered app may redeem a code that was issued to another.',
  clause: 'RFC 6749 §4.1.3',
  replacementOf: withoutStep(checkCodeClient),
};
