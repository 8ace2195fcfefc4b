import { authenticateClient, basicCredentials } from '../../oauth/authenticate-client.ts';
import { InvalidClient } from '../../oauth/errors.ts';
import { type Defect, replaceStep } from '../defect.ts';
import { invalidClientReply } from './support/tokens.ts';

export const tokenUnknownClientTold: Defect = {
  name: 'token.unknown-client-told',
  summary: 'The refusal tells an unknown client from a wrong secret.',
  clause: 'RFC 6749 §5.2',
  replacementOf: replaceStep(authenticateClient, async (context) => {
    try {
      await authenticateClient.run(context);
    } catch (error) {
      const id = basicCredentials(context.request.headers.authorization ?? '')?.id;
      const isKnown = id !== undefined && (await context.endpoint.core.apps.find(id)) !== undefined;
      if (isKnown || id === undefined || !(error instanceof InvalidClient)) throw error;
      context.reply = invalidClientReply('No application is registered under this id');
    }
  }),
};
