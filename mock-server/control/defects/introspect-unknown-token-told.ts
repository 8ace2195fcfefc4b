import type { Defect } from '../defect.ts';
import { changeDocument } from './support/replies.ts';

export const introspectUnknownTokenTold: Defect = {
  name: 'introspect.unknown-token-told',
  summary: 'Introspection says why a token is not active.',
  clause: 'RFC 7662 §2.2',
  rewrite: changeDocument('/introspect', (document) =>
    document.active === false ? { ...document, reason: 'the token is unknown' } : document,
  ),
};
