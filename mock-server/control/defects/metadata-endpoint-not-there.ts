import type { Defect } from '../defect.ts';
import { changeDocument } from './support/replies.ts';

export const metadataEndpointNotThere: Defect = {
  name: 'metadata.endpoint-not-there',
  summary: 'The metadata name an address for revocation where nothing is.',
  clause: 'RFC 8414 §2',
  rewrite: changeDocument('/oauth-authorization-server', (document) => ({
    ...document,
    revocation_endpoint: `${document.revocation_endpoint}-token`,
  })),
};
