import { checkRefreshScope } from '../../oauth/rotate-refresh-token.ts';
import { defaultScope } from '../../oauth/scope.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const refreshScopeReset: Defect = {
  name: 'refresh.scope-reset',
  summary: 'A refresh without scope gets the default scope, not that of the grant.',
  clause: 'RFC 6749 §6',
  replacementOf: replaceStep(checkRefreshScope, async (context) => {
    if (context.parameters.has('scope')) await checkRefreshScope.run(context);
    else context.scope = defaultScope.member;
  }),
};
