import type { Defect } from '../defect.ts';

export const portalMarkupExecuted: Defect = {
  name: 'portal.markup-executed',
  summary: 'What developers enter is put into pages without escaping.',
  clause: 'OWASP ASVS 4.0 §5.3.3',
  rewrite(reply, { path }) {
    if (!path.startsWith('/developer/apps') || typeof reply.body !== 'string') return reply;
    const body = reply.body.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&#39;', "'");
    return { ...reply, body };
  },
};
