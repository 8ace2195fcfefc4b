import { InvalidGrant } from '../../oauth/errors.ts';
import { findGrant } from '../../oauth/find-grant.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const codeExchangeBroken: Defect = {
  name: 'code.exchange-broken',
  summary: 'The consent behind an authorization code is never found, so no code gives a token.',
  clause: 'RFC 6749 §4.1.4',
  replacementOf: replaceStep(findGrant, async (context) => {
    if (context.code) throw new InvalidGrant('the grant has ended');
    await findGrant.run(context);
  }),
};
