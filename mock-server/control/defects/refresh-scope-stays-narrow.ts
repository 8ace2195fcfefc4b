import type { SandboxCore } from '../../context.ts';
import { rememberBy } from '../../fhir/remember.ts';
import { issueMemberTokens } from '../../oauth/issue-tokens.ts';
import { checkRefreshScope } from '../../oauth/rotate-refresh-token.ts';
import { filled } from '../../oauth/token-context.ts';
import { type Defect, replaceStep } from '../defect.ts';
import { afterStep, replaceSteps } from './support/steps.ts';

/** By grant. */
const scopes = rememberBy((_core: SandboxCore) => new Map<string, string>());

export const refreshScopeStaysNarrow: Defect = {
  name: 'refresh.scope-stays-narrow',
  summary: 'After a refresh that asked for less the grant is less for good.',
  clause: 'RFC 6749 §6',
  report: 'https://github.com/thephpleague/oauth2-server/issues/1117',
  replacementOf: replaceSteps(
    replaceStep(checkRefreshScope, async (context) => {
      const { parameters, endpoint } = context;
      await checkRefreshScope.run(context);
      const narrowed = scopes(endpoint.core).get(filled(context, 'refreshToken').grantId);
      if (!parameters.has('scope') && narrowed !== undefined) context.scope = narrowed;
    }),
    afterStep(issueMemberTokens, (context) => {
      const { refreshToken, scope, endpoint } = context;
      if (refreshToken && scope !== undefined) scopes(endpoint.core).set(refreshToken.grantId, scope);
    }),
  ),
};
