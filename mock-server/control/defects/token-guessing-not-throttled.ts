import { refuseTooManyFailures } from '../../oauth/authenticate-client.ts';
import type { Defect } from '../defect.ts';
import { withoutStep } from './support/steps.ts';

export const tokenGuessingNotThrottled: Defect = {
  name: 'token.guessing-not-throttled',
  summary: 'Client secrets may be guessed as fast as the line allows.',
  clause: 'RFC 6749 §2.3.1',
  replacementOf: withoutStep(refuseTooManyFailures),
};
