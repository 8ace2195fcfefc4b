import type { Defect } from '../defect.ts';
import { withBundle } from './support/replies.ts';

export const httpCompressedIsCut: Defect = {
  name: 'http.compressed-is-cut',
  summary: 'What is sent to clients that take gzip lacks the last entry.',
  clause: 'RFC 9110 §8.4',
  rewrite: (reply, { headers }) =>
    headers['accept-encoding'] === 'gzip'
      ? withBundle(reply, ({ entry, ...bundle }) => ({
          ...bundle,
          ...(Array.isArray(entry) && { entry: entry.slice(0, -1) }),
        }))
      : reply,
};
