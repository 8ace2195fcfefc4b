import { authenticateClient } from '../../oauth/authenticate-client.ts';
import { type Defect, replaceStep } from '../defect.ts';
import { runWith } from './support/steps.ts';

export const tokenTwoMethodsAccepted: Defect = {
  name: 'token.two-methods-accepted',
  summary: 'Of two methods of client authentication in one request HTTP Basic is taken.',
  clause: 'RFC 6749 §2.3',
  replacementOf: replaceStep(authenticateClient, (context) => {
    if (context.request.headers.authorization === undefined) return authenticateClient.run(context);
    const parameters = new Map(context.parameters);
    parameters.delete('client_secret');
    return runWith(authenticateClient, context, { parameters });
  }),
};
