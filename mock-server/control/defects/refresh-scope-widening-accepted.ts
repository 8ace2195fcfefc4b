import { InvalidScope } from '../../oauth/errors.ts';
import { checkRefreshScope } from '../../oauth/rotate-refresh-token.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const refreshScopeWideningAccepted: Defect = {
  name: 'refresh.scope-widening-accepted',
  summary: 'A refresh that asks for more than was granted gets it.',
  clause: 'RFC 6749 §6',
  report: 'https://github.com/DuendeArchive/IdentityServer4/issues/5374',
  replacementOf: replaceStep(checkRefreshScope, async (context) => {
    try {
      await checkRefreshScope.run(context);
    } catch (error) {
      const asked = context.parameters.get('scope');
      if (!(error instanceof InvalidScope) || asked === undefined) throw error;
      context.scope = asked;
    }
  }),
};
