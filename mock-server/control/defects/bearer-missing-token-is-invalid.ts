import { BearerError } from '../../context.ts';
import { readBearerToken } from '../../oauth/access.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const bearerMissingTokenIsInvalid: Defect = {
  name: 'bearer.missing-token-is-invalid',
  summary: 'A request without a token is told that its token is invalid.',
  clause: 'RFC 6750 §3.1',
  replacementOf: replaceStep(readBearerToken, async (context) => {
    if (context.request.headers.authorization === undefined)
      throw new BearerError(401, 'invalid_token', 'Invalid access token');
    await readBearerToken.run(context);
  }),
};
