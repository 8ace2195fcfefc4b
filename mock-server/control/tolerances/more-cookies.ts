import type { Defect } from '../defect.ts';
import { isMemberPage } from '../defects/support/replies.ts';

export const toleranceMoreCookies: Defect = {
  name: 'tolerance.more-cookies',
  summary: 'A load balancer sets cookies of its own, and cookies have a life.',
  clause: 'RFC 6265 §4.1',
  rewrite(reply, request) {
    if (!isMemberPage(request)) return reply;
    const own = [reply.headers['set-cookie'] ?? []].flat().map((cookie) => `${cookie}; Max-Age=3600`);
    return {
      ...reply,
      headers: {
        ...reply.headers,
        'set-cookie': ['lb=node-7; Path=/; HttpOnly', ...own, 'seen=1; Path=/member'],
      },
    };
  },
};
