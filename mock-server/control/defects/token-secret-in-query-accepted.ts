import { refuseSecretInQuery } from '../../oauth/read-token-parameters.ts';
import { type Defect, replaceStep } from '../defect.ts';
import { withParameters } from './support/tokens.ts';

export const tokenSecretInQueryAccepted: Defect = {
  name: 'token.secret-in-query-accepted',
  summary: 'Client id and secret are taken from the query string.',
  clause: 'RFC 6749 §2.3.1',
  replacementOf: replaceStep(refuseSecretInQuery, (context) => {
    const { query } = context.request;
    const secret = query.get('client_secret');
    if (!secret) return;
    context.parameters = withParameters(context, {
      client_id: query.get('client_id') ?? '',
      client_secret: secret,
    });
  }),
};
