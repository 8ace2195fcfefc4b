import { checkRefreshScope } from '../../oauth/rotate-refresh-token.ts';
import { filled } from '../../oauth/token-context.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const refreshScopeNarrowingIgnored: Defect = {
  name: 'refresh.scope-narrowing-ignored',
  summary: 'A refresh that asks for less gets all.',
  clause: 'RFC 6749 §6',
  report: 'https://github.com/coder/coder/pull/28751',
  replacementOf: afterStep(checkRefreshScope, (context) => {
    context.scope = filled(context, 'grant').scope;
  }),
};
