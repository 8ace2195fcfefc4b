import type { Defect } from '../defect.ts';

export const metadataNotPublished: Defect = {
  name: 'metadata.not-published',
  summary: 'The authorization server publishes no metadata.',
  clause: 'RFC 8414 §3',
  rewrite: (reply, { path }) =>
    path.startsWith('/.well-known/') ? { status: 404, headers: {}, body: undefined } : reply,
};
