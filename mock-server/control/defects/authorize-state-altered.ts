import { readAuthorizeParameters } from '../../oauth/read-authorize-parameters.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';
import { withParameters } from './support/tokens.ts';

/** The usual cause is a state that is carried through the login in a URL without being encoded again. */
export const authorizeStateAltered: Defect = {
  name: 'authorize.state-altered',
  summary: 'The state is decoded twice: blanks, percent signs and ampersands in it do not survive.',
  clause: 'RFC 6749 §4.1.2',
  report: 'https://github.com/spring-attic/spring-authorization-server/issues/875',
  replacementOf: afterStep(readAuthorizeParameters, (context) => {
    const state = context.parameters.get('state');
    if (state === undefined) return;
    const decoded = new URLSearchParams(`state=${state}`).get('state') ?? '';
    context.parameters = withParameters(context, { state: decoded });
  }),
};
