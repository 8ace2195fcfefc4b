import type { Defect } from '../defect.ts';
import { withJson } from '../defects/support/replies.ts';

export const toleranceExtraMembers: Defect = {
  name: 'tolerance.extra-members',
  summary: 'Token responses and metadata hold members of the vendor.',
  clause: 'RFC 6749 §5.1',
  rewrite: (reply, { path }) =>
    reply.status === 200 &&
    (path.startsWith('/oauth/') || path.includes('/.well-known/')) &&
    !path.endsWith('/introspect')
      ? withJson(reply, (body) => ({ ...body, 'x-vendor': { region: 'west' }, organization_name: 'plan' }))
      : reply,
};
