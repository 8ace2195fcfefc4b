import type { Defect } from '../defect.ts';

export const portalEmailNotFilledIn: Defect = {
  name: 'portal.email-not-filled-in',
  summary: 'The first section does not have the email address filled in.',
  clause: 'Portal documentation, Production Access Process, step 4',
  rewrite(reply, { path }) {
    if (!path.endsWith('/application-information') || typeof reply.body !== 'string') return reply;
    return { ...reply, body: reply.body.replace(/(<input type="text" value=")[^"]*@[^"]*/, '$1') };
  },
};
