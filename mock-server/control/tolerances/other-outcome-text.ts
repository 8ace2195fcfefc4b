import type { Defect } from '../defect.ts';
import { withJson } from '../defects/support/replies.ts';

export const toleranceOtherOutcomeText: Defect = {
  name: 'tolerance.other-outcome-text',
  summary: 'OperationOutcomes speak in other words, in details.',
  clause: 'FHIR R4 operationoutcome.html',
  // What a 401 says is documented (CC-5).
  rewrite: (reply) =>
    withJson(reply, (body) =>
      reply.status !== 401 && body.resourceType === 'OperationOutcome' && Array.isArray(body.issue)
        ? {
            ...body,
            issue: body.issue.map(({ severity, code }) => ({
              severity,
              code,
              details: { text: 'Das geht so nicht.' },
            })),
          }
        : body,
    ),
};
