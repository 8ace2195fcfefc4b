import { authenticateClient, basicCredentials } from '../../oauth/authenticate-client.ts';
import { jsonReply } from '../../reply.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const tokenBasicMalformedCrashes: Defect = {
  name: 'token.basic-malformed-crashes',
  summary: 'HTTP Basic credentials that cannot be decoded cause an internal error.',
  clause: 'RFC 6749 §5.2',
  replacementOf: replaceStep(authenticateClient, async (context) => {
    const { authorization } = context.request.headers;
    if (authorization !== undefined && !basicCredentials(authorization))
      context.reply = jsonReply(500, { message: 'Internal Server Error' });
    else await authenticateClient.run(context);
  }),
};
