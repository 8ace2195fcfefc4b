import { checkClientScope } from '../../oauth/issue-tokens.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const tokenScopeNotChecked: Defect = {
  name: 'token.scope-not-checked',
  summary: 'A client gets whatever scope it names.',
  clause: 'RFC 6749 §3.3',
  replacementOf: replaceStep(checkClientScope, async (context) => {
    const requested = context.parameters.get('scope');
    if (requested === undefined) await checkClientScope.run(context);
    else context.scope = requested;
  }),
};
