import type { Defect } from '../defect.ts';
import { changeDocument } from './support/replies.ts';

export const metadataPlainAdvertised: Defect = {
  name: 'metadata.plain-advertised',
  summary: 'The metadata list plain as a method of PKCE.',
  clause: 'RFC 9700 §2.1.1',
  rewrite: changeDocument('/oauth-authorization-server', (document) => ({
    ...document,
    code_challenge_methods_supported: ['plain', 'S256'],
  })),
};
