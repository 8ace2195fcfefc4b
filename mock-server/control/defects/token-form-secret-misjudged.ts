import { authenticateClient } from '../../oauth/authenticate-client.ts';
import { InvalidRequest } from '../../oauth/errors.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const tokenFormSecretMisjudged: Defect = {
  name: 'token.form-secret-misjudged',
  summary: 'A client secret in the form body makes a request malformed.',
  clause: 'RFC 6749 §2.3.1',
  replacementOf: replaceStep(authenticateClient, async (context) => {
    const { request, parameters } = context;
    if (request.headers.authorization === undefined && parameters.has('client_secret'))
      throw new InvalidRequest('the parameter client_secret is not known');
    await authenticateClient.run(context);
  }),
};
