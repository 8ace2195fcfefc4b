import { InvalidScope } from '../../oauth/errors.ts';
import { checkClientScope } from '../../oauth/issue-tokens.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const tokenEmptyParameterCounts: Defect = {
  name: 'token.empty-parameter-counts',
  summary: 'A scope without a value is refused as an unknown scope.',
  clause: 'RFC 6749 §3.2',
  replacementOf: replaceStep(checkClientScope, async (context) => {
    if (context.request.form?.get('scope') === '') throw new InvalidScope('the scope is empty');
    await checkClientScope.run(context);
  }),
};
