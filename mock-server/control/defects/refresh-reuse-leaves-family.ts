import { InvalidGrant } from '../../oauth/errors.ts';
import { rotateRefreshToken } from '../../oauth/rotate-refresh-token.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const refreshReuseLeavesFamily: Defect = {
  name: 'refresh.reuse-leaves-family',
  summary: 'A refresh token that comes a second time is refused, and its successor lives on.',
  clause: 'RFC 9700 §4.14.2',
  report: 'https://github.com/nulab/backlog-mcp-server/issues/175',
  replacementOf: replaceStep(rotateRefreshToken, async ({ parameters, ports }) => {
    if (!(await ports.store.useRefreshToken(parameters.get('refresh_token') ?? '')))
      throw new InvalidGrant('the refresh token was used');
  }),
};
