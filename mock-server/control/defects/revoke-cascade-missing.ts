import { revokeNamedToken } from '../../oauth/revoke.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const revokeCascadeMissing: Defect = {
  name: 'revoke.cascade-missing',
  summary: 'The access tokens of a revoked refresh token live on.',
  clause: 'RFC 7009 §2.1',
  report: 'https://github.com/django-oauth/django-oauth-toolkit/issues/229',
  replacementOf: replaceStep(revokeNamedToken, async (context) => {
    const { named, parameters, ports } = context;
    if (named?.kind === 'refresh') await ports.store.useRefreshToken(parameters.get('token') ?? '');
    else await revokeNamedToken.run(context);
  }),
};
