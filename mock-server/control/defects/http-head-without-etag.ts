import type { Defect } from '../defect.ts';
import { isFhirRequest, withoutHeaders } from './support/replies.ts';

export const httpHeadWithoutEtag: Defect = {
  name: 'http.head-without-etag',
  summary: 'HEAD does not send the ETag that GET sends.',
  clause: 'RFC 9110 §9.3.2',
  rewrite: (reply, request) =>
    request.method === 'HEAD' && isFhirRequest(request) ? withoutHeaders(reply, 'etag') : reply,
};
