import { hash } from 'node:crypto';
import type { Step } from '../step.ts';
import { InvalidGrant, InvalidRequest } from './errors.ts';
import { equalSecrets } from './secrets.ts';
import { filled, type TokenContext } from './token-context.ts';

const verifierSyntax = /^[A-Za-z0-9\-._~]{43,128}$/;

/** The verifier hashes to the challenge that the code is bound to (RFC 7636 §4.1, §4.6). */
export const checkPkce: Step<TokenContext> = {
  name: 'check-pkce',
  run(context) {
    const verifier = context.parameters.get('code_verifier');
    if (verifier === undefined) throw new InvalidRequest('code_verifier is missing');
    const { challenge } = filled(context, 'code');
    if (!verifierSyntax.test(verifier) || !equalSecrets(challengeOf(verifier), challenge)) {
      throw new InvalidGrant('code_verifier does not belong to the code');
    }
  },
};

/** The S256 challenge of a verifier: base64url of its SHA-256, without padding (RFC 7636 §4.2). */
export function challengeOf(verifier: string): string {
  return hash('sha256', verifier, 'base64url');
}
