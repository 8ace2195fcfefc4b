import type { Defect } from '../defect.ts';
import { changeDocument } from './support/replies.ts';

export const metadataGrantNotServed: Defect = {
  name: 'metadata.grant-not-served',
  summary: 'The metadata list a grant type that is not served.',
  clause: 'RFC 8414 §2',
  rewrite: changeDocument('/oauth-authorization-server', (document) => ({
    ...document,
    grant_types_supported: ['authorization_code', 'urn:ietf:params:oauth:grant-type:jwt-bearer'],
  })),
};
