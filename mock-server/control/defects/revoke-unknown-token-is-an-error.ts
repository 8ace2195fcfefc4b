import { InvalidRequest } from '../../oauth/errors.ts';
import { findNamedToken } from '../../oauth/find-named-token.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const revokeUnknownTokenIsAnError: Defect = {
  name: 'revoke.unknown-token-is-an-error',
  summary: 'Revoking a token that is not known is an error.',
  clause: 'RFC 7009 §2.2',
  report: 'https://github.com/authlib/authlib/issues/119',
  replacementOf: afterStep(findNamedToken, ({ named, request }) => {
    if (!named && request.path.endsWith('/revoke')) throw new InvalidRequest('the token is not known');
  }),
};
