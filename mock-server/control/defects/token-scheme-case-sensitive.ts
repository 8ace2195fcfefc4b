import { authenticateClient } from '../../oauth/authenticate-client.ts';
import { InvalidClient } from '../../oauth/errors.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const tokenSchemeCaseSensitive: Defect = {
  name: 'token.scheme-case-sensitive',
  summary: 'The authentication scheme is compared with regard to case: only "Basic" is understood.',
  clause: 'RFC 9110 §11.1',
  replacementOf: replaceStep(authenticateClient, async (context) => {
    const { authorization } = context.request.headers;
    if (authorization !== undefined && !authorization.startsWith('Basic ')) {
      throw new InvalidClient('the authentication scheme is not known');
    }
    await authenticateClient.run(context);
  }),
};
