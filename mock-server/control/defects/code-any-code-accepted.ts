import { challengeOf } from '../../oauth/check-pkce.ts';
import { findCode } from '../../oauth/redeem-code.ts';
import { filled } from '../../oauth/token-context.ts';
import { type Defect, replaceStep } from '../defect.ts';
import { inventGrant } from './support/tokens.ts';

export const codeAnyCodeAccepted: Defect = {
  name: 'code.any-code-accepted',
  summary: 'A code that was never issued gives tokens for the first member.',
  clause: 'RFC 6749 §5.2',
  replacementOf: replaceStep(findCode, async (context) => {
    const { parameters, ports } = context;
    const code = parameters.get('code');
    if (code !== undefined && !(await ports.store.findCode(code))) {
      await ports.store.saveCode(code, {
        clientId: filled(context, 'client').clientId,
        grantId: (await inventGrant(context)).id,
        redirectUri: parameters.get('redirect_uri') ?? '',
        redirectUriSent: false,
        challenge: challengeOf(parameters.get('code_verifier') ?? ''),
        expiresAt: ports.clock.now() + 60_000,
      });
    }
    await findCode.run(context);
  }),
};
