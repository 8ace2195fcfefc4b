import { authenticateClient, basicCredentials } from '../../oauth/authenticate-client.ts';
import { InvalidClient } from '../../oauth/errors.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const tokenSecretNotCompared: Defect = {
  name: 'token.secret-not-compared',
  summary: 'A client that sends any secret is taken for the one it names.',
  clause: 'RFC 6749 §3.2.1',
  replacementOf: replaceStep(authenticateClient, async (context) => {
    try {
      await authenticateClient.run(context);
    } catch (error) {
      const { request, parameters, endpoint } = context;
      const inBody = parameters.has('client_secret') ? parameters.get('client_id') : undefined;
      const id = basicCredentials(request.headers.authorization ?? '')?.id ?? inBody;
      const app = await endpoint.core.apps.find(id ?? '');
      if (!app || !(error instanceof InvalidClient)) throw error;
      context.client = app;
    }
  }),
};
