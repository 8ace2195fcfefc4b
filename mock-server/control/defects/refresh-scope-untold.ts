import type { Defect } from '../defect.ts';
import { changeTokenBody } from './support/tokens.ts';

export const refreshScopeUntold: Defect = {
  name: 'refresh.scope-untold',
  summary: 'The answer to a refresh does not tell the scope.',
  clause: 'SMART App Launch 2.0.0, § refresh access token',
  replacementOf: changeTokenBody(({ scope, ...body }, { refreshToken }) =>
    refreshToken ? body : { ...body, scope },
  ),
};
