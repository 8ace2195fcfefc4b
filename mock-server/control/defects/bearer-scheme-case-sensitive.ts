import { BearerError } from '../../context.ts';
import { readBearerToken } from '../../oauth/access.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const bearerSchemeCaseSensitive: Defect = {
  name: 'bearer.scheme-case-sensitive',
  summary: 'The scheme of the Authorization header is served as "Bearer" only.',
  clause: 'RFC 9110 §11.1',
  report: 'https://github.com/gravitee-io/issues/issues/3250',
  replacementOf: replaceStep(readBearerToken, async (context) => {
    const { authorization } = context.request.headers;
    if (authorization !== undefined && !authorization.startsWith('Bearer'))
      throw new BearerError(401, undefined, 'a bearer token is needed');
    await readBearerToken.run(context);
  }),
};
