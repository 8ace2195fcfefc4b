import type { Defect } from '../defect.ts';
import { withHeader } from '../defects/support/replies.ts';

export const toleranceBareChallenges: Defect = {
  name: 'tolerance.bare-challenges',
  summary: 'Challenges are in lower case, without quotes, and name no realm.',
  clause: 'RFC 9110 §11.6.1',
  rewrite(reply) {
    const challenge = reply.headers['www-authenticate'];
    if (typeof challenge !== 'string') return reply;
    const error = /error="(\w+)"/.exec(challenge)?.[1];
    const scheme = challenge.split(' ')[0]?.toLowerCase() ?? '';
    return withHeader(reply, 'www-authenticate', error ? `${scheme} error=${error}` : `${scheme} realm=plan`);
  },
};
