import { checkChallenge } from '../../oauth/check-authorize-request.ts';
import { type Defect, replaceStep } from '../defect.ts';
import { withParameters } from './support/tokens.ts';

export const pkcePaddingIgnored: Defect = {
  name: 'pkce.padding-ignored',
  summary: 'A challenge in padded standard base64 is taken for one in base64url.',
  clause: 'RFC 7636 §3',
  replacementOf: replaceStep(checkChallenge, (context) => {
    const sent = context.parameters.get('code_challenge');
    if (sent !== undefined) {
      const challenge = sent.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
      context.parameters = withParameters(context, { code_challenge: challenge });
    }
    return checkChallenge.run(context);
  }),
};
