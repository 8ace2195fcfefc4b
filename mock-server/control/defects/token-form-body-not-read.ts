import { collectParameters } from '../../oauth/parameters.ts';
import { readTokenParameters } from '../../oauth/read-token-parameters.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const tokenFormBodyNotRead: Defect = {
  name: 'token.form-body-not-read',
  summary: 'The form body of client-credentials requests is not read.',
  clause: 'RFC 6749 §4.4.2',
  replacementOf: afterStep(readTokenParameters, (context) => {
    if (context.parameters.get('grant_type') !== 'client_credentials') return;
    const { request, rules } = context;
    context.parameters = collectParameters(rules.queryParameters ? request.query : undefined).parameters;
  }),
};
