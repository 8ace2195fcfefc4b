import { type Check, rfc } from '../../runner/check.ts';
import { appendixB, codeExchange } from '../../runner/oauth.ts';
import { tokenGiven } from '../judge.ts';

export const appendixBVector: Check = {
  id: 'oauth.pkce.appendix-b-vector',
  title: 'The verifier and challenge of RFC 7636 Appendix B belong together',
  level: 'SHALL',
  requirements: ['AC-1', 'AC-9'],
  clauses: [rfc(7636, 'B'), rfc(7636, '4.6')],
  why: 'A server that encodes or hashes otherwise refuses every correct client.',
  fix: 'Compare with BASE64URL (no padding) of the SHA-256 of the verifier’s ASCII bytes.',
  detects: ['pkce.challenge-compared-as-base64'],
  companionOf: ['code.exchange-broken'],
  needs: ['member client'],
  async run(t) {
    const grant = await t.session.grant((request) => t.send(request), { pkce: appendixB });
    t.judge(...tokenGiven(await t.send(codeExchange(t.target, grant))));
  },
};
