import type { Defect } from '../defect.ts';
import { changeDocument } from './support/replies.ts';

export const introspectActiveIsText: Defect = {
  name: 'introspect.active-is-text',
  summary: 'Introspection says "true" in place of true.',
  clause: 'RFC 7662 §2.2',
  rewrite: changeDocument('/introspect', (document) =>
    document.active === true ? { ...document, active: 'true' } : document,
  ),
};
