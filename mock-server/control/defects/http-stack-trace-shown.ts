import type { Defect } from '../defect.ts';
import { withJson } from './support/replies.ts';

export const httpStackTraceShown: Defect = {
  name: 'http.stack-trace-shown',
  summary: 'Errors show where in the code they came from.',
  clause: 'FHIR R4 security.html',
  rewrite: (reply) =>
    reply.status >= 400
      ? withJson(reply, (body) =>
          body.resourceType === 'OperationOutcome'
            ? { ...body, text: { status: 'additional', div: '<div>at Server.handle (server.js:12)</div>' } }
            : body,
        )
      : reply,
};
