import { readBearerToken } from '../../oauth/access.ts';
import { type Defect, replaceStep } from '../defect.ts';
import { runWith } from './support/steps.ts';

export const bearerTwoPlacesAccepted: Defect = {
  name: 'bearer.two-places-accepted',
  summary: 'Of a token in the header and one in the body the one in the header is taken.',
  clause: 'RFC 6750 §2',
  replacementOf: replaceStep(readBearerToken, (context) => {
    const form = new URLSearchParams(context.request.form);
    form.delete('access_token');
    return runWith(readBearerToken, context, { request: { ...context.request, form } });
  }),
};
