import type { Defect } from '../defect.ts';
import { changeTokenBody } from './support/tokens.ts';

export const responseScopeMissingWhenNarrowed: Defect = {
  name: 'response.scope-missing-when-narrowed',
  summary: 'Token responses leave scope out although less was granted than asked.',
  clause: 'RFC 6749 §5.1',
  replacementOf: changeTokenBody(({ scope, ...body }, { grant }) =>
    grant?.scopeRequested ? body : { ...body, scope },
  ),
};
