import type { Defect } from '../defect.ts';

export const portalRequestLinkMissing: Defect = {
  name: 'portal.request-link-missing',
  summary: 'My Applications has no link to request production access.',
  clause: 'Portal documentation, Production Access Process, step 2',
  rewrite(reply, { path }) {
    if (path !== '/developer/apps' || typeof reply.body !== 'string') return reply;
    return { ...reply, body: reply.body.replaceAll('Request Production Access', '') };
  },
};
