import { authenticateClient } from '../../oauth/authenticate-client.ts';
import { InvalidGrant } from '../../oauth/errors.ts';
import { issueMemberTokens } from '../../oauth/issue-tokens.ts';
import { equalSecrets } from '../../oauth/secrets.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';
import { inventGrant } from './support/tokens.ts';

export const tokenPasswordGrantServed: Defect = {
  name: 'token.password-grant-served',
  summary: 'An app that has the password of a member gets a token for it, without consent.',
  clause: 'RFC 9700 §2.4',
  replacementOf: afterStep(authenticateClient, async (context) => {
    const { parameters, ports } = context;
    if (parameters.get('grant_type') !== 'password') return;
    const member = ports.population.findMember(parameters.get('username') ?? '');
    if (!member || !equalSecrets(parameters.get('password') ?? '', member.password)) {
      throw new InvalidGrant('user name or password is wrong');
    }
    context.grant = await inventGrant(context, member.patientId);
    await issueMemberTokens.run(context);
  }),
};
