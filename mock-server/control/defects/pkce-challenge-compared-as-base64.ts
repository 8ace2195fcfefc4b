import { hash } from 'node:crypto';
import { checkPkce } from '../../oauth/check-pkce.ts';
import { InvalidGrant } from '../../oauth/errors.ts';
import { filled } from '../../oauth/token-context.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

/** Three of four correct challenges hold a character in which the two alphabets differ. */
export const pkceChallengeComparedAsBase64: Defect = {
  name: 'pkce.challenge-compared-as-base64',
  summary: 'The challenge is compared with plain Base64 of the hash, not with base64url.',
  clause: 'RFC 7636 §4.6',
  replacementOf: afterStep(checkPkce, (context) => {
    const verifier = context.parameters.get('code_verifier') ?? '';
    const expected = hash('sha256', verifier, 'base64').replace(/=+$/, '');
    if (filled(context, 'code').challenge !== expected) {
      throw new InvalidGrant('code_verifier does not belong to the code');
    }
  }),
};
