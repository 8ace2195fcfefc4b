import { authenticateClient } from '../../oauth/authenticate-client.ts';
import { InvalidClient } from '../../oauth/errors.ts';
import { type Defect, replaceStep } from '../defect.ts';
import { invalidClientReply } from './support/tokens.ts';

export const tokenOtherErrorMessage: Defect = {
  name: 'token.other-error-message',
  summary: 'A client that fails to authenticate reads "Unauthorized" in place of the documented message.',
  clause: 'Portal documentation, client credentials, step 2',
  replacementOf: replaceStep(authenticateClient, async (context) => {
    try {
      await authenticateClient.run(context);
    } catch (error) {
      if (!(error instanceof InvalidClient)) throw error;
      context.reply = invalidClientReply('Unauthorized');
    }
  }),
};
