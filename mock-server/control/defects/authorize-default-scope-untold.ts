import type { Defect } from '../defect.ts';
import { changeTokenBody } from './support/tokens.ts';

export const authorizeDefaultScopeUntold: Defect = {
  name: 'authorize.default-scope-untold',
  summary: 'Who names no scope gets a default one, and is not told which.',
  clause: 'RFC 6749 §5.1',
  replacementOf: changeTokenBody(({ scope, ...body }, { grant }) =>
    grant && !grant.scopeRequested ? body : { ...body, scope },
  ),
};
