import { authenticateClient, basicCredentials } from '../../oauth/authenticate-client.ts';
import { InvalidClient } from '../../oauth/errors.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const tokenUnknownClientAccepted: Defect = {
  name: 'token.unknown-client-accepted',
  summary: 'A client id that is not registered is served with the rights of the first registered app.',
  clause: 'RFC 6749 §5.2',
  replacementOf: replaceStep(authenticateClient, async (context) => {
    try {
      await authenticateClient.run(context);
    } catch (error) {
      const { apps } = context.endpoint.core;
      const credentials = basicCredentials(context.request.headers.authorization ?? '');
      const isUnknown = credentials !== undefined && !(await apps.find(credentials.id));
      const [app] = await apps.list();
      if (!isUnknown || !app || !(error instanceof InvalidClient)) throw error;
      context.client = app;
    }
  }),
};
