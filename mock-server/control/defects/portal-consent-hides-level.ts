import type { Defect } from '../defect.ts';

export const portalConsentHidesLevel: Defect = {
  name: 'portal.consent-hides-level',
  summary: 'The consent page does not show the risk category.',
  clause: 'Portal documentation, Production Access Process, note',
  rewrite(reply, { path }) {
    if (path !== '/member/consent' || typeof reply.body !== 'string') return reply;
    return { ...reply, body: reply.body.replaceAll(/\b(low|medium|high)\b/gi, 'known') };
  },
};
