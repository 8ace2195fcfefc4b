import { htmlReply } from '../../reply.ts';
import type { Defect } from '../defect.ts';
import { isFhirRequest } from './support/replies.ts';

export const httpErrorsArePages: Defect = {
  name: 'http.errors-are-pages',
  summary: 'Errors of the FHIR API, but for those of the gateway, come as a page for people.',
  clause: 'FHIR R4 http.html#Status-Codes',
  rewrite: (reply, request) =>
    reply.status >= 400 && reply.status !== 401 && isFhirRequest(request)
      ? htmlReply(reply.status, '<!doctype html><h1>Error</h1>', {
          ...reply.headers,
          'content-type': 'text/html;charset=UTF-8',
        })
      : reply,
};
