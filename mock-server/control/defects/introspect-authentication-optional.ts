import { authenticateClient } from '../../oauth/authenticate-client.ts';
import { openToken } from '../../oauth/sealed-token.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const introspectAuthenticationOptional: Defect = {
  name: 'introspect.authentication-optional',
  summary: 'Whoever asks is told about any token.',
  clause: 'RFC 7662 §2.1',
  replacementOf: replaceStep(authenticateClient, async (context) => {
    const { request, parameters, endpoint } = context;
    const isAnonymous = request.path.endsWith('/introspect') && request.headers.authorization === undefined;
    const token = isAnonymous ? openToken(parameters.get('token') ?? '', endpoint.core.key) : undefined;
    const app = token && (await endpoint.core.apps.find(token.client));
    if (app) context.client = app;
    else await authenticateClient.run(context);
  }),
};
