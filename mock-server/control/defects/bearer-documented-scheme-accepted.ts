import { readBearerToken } from '../../oauth/access.ts';
import { type Defect, replaceStep } from '../defect.ts';
import { runWith } from './support/steps.ts';

export const bearerDocumentedSchemeAccepted: Defect = {
  name: 'bearer.documented-scheme-accepted',
  summary: 'The scheme "BearerToken" is served like "Bearer".',
  clause: 'RFC 6750 §2.1',
  replacementOf: replaceStep(readBearerToken, (context) => {
    const { headers } = context.request;
    const authorization = (headers.authorization ?? '').replace(/^BearerToken /, 'Bearer ');
    return runWith(readBearerToken, context, {
      request: { ...context.request, headers: { ...headers, authorization } },
    });
  }),
};
