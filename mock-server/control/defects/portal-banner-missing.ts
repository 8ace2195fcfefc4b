import type { Defect } from '../defect.ts';

export const portalBannerMissing: Defect = {
  name: 'portal.banner-missing',
  summary: 'Planned downtime is announced nowhere.',
  clause: 'Portal documentation, Production Data',
  rewrite(reply) {
    if (typeof reply.body !== 'string') return reply;
    const body = reply.body
      .replace(/<p class="banner"[\s\S]*?<\/p>/, '')
      .replace(/<strong>Status:<\/strong>[\s\S]*?<\/p>/, '</p>');
    return { ...reply, body };
  },
};
