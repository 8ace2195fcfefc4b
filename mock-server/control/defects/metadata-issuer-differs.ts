import type { Defect } from '../defect.ts';
import { changeDocument } from './support/replies.ts';

export const metadataIssuerDiffers: Defect = {
  name: 'metadata.issuer-differs',
  summary: 'The metadata name another issuer than the address they are found under.',
  clause: 'RFC 8414 §3.3',
  report: 'https://github.com/SmartBear/smartbear-mcp/issues/682',
  rewrite: changeDocument('/oauth-authorization-server', (document) => ({
    ...document,
    issuer: `${document.issuer}/oauth`,
  })),
};
