import { InvalidGrant } from '../../oauth/errors.ts';
import { redeemCode } from '../../oauth/redeem-code.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const codeReplayLeavesTokens: Defect = {
  name: 'code.replay-leaves-tokens',
  summary: 'A code that comes twice is refused, and the tokens it gave live on.',
  clause: 'RFC 6749 §4.1.2',
  report: 'https://github.com/mitreid-connect/OpenID-Connect-Java-Spring-Server/issues/986',
  replacementOf: replaceStep(redeemCode, async ({ parameters, ports }) => {
    if (!(await ports.store.useCode(parameters.get('code') ?? '')))
      throw new InvalidGrant('the code was used');
  }),
};
