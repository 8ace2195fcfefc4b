import type { Defect } from '../defect.ts';
import { withHeader } from '../defects/support/replies.ts';

export const toleranceRelativeLocation: Defect = {
  name: 'tolerance.relative-location',
  summary: 'Redirects within the server name a path only.',
  clause: 'RFC 9110 §10.2.2',
  rewrite(reply, { path }) {
    const { location } = reply.headers;
    if (typeof location !== 'string' || !/^https?:/.test(location)) return reply;
    const url = new URL(location);
    const isOwn =
      url.pathname.startsWith('/member/') && (path.startsWith('/oauth/') || path.startsWith('/member/'));
    return isOwn ? withHeader(reply, 'location', url.pathname + url.search) : reply;
  },
};
