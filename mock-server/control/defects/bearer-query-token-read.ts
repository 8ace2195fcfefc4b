import { readBearerToken } from '../../oauth/access.ts';
import { type Defect, replaceStep } from '../defect.ts';
import { runWith } from './support/steps.ts';

export const bearerQueryTokenRead: Defect = {
  name: 'bearer.query-token-read',
  summary: 'A token in the address is served like one in the header.',
  clause: 'RFC 9700 §4.3.2',
  replacementOf: replaceStep(readBearerToken, (context) => {
    const { request } = context;
    const token = request.query.get('access_token');
    if (token === null || request.headers.authorization !== undefined) return readBearerToken.run(context);
    const headers = { ...request.headers, authorization: `Bearer ${token}` };
    return runWith(readBearerToken, context, { request: { ...request, headers } });
  }),
};
