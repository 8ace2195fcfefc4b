import { rotateRefreshToken } from '../../oauth/rotate-refresh-token.ts';
import { filled } from '../../oauth/token-context.ts';
import { type Defect, replaceStep } from '../defect.ts';
import { replaceSteps } from './support/steps.ts';
import { changeTokenBody } from './support/tokens.ts';

export const refreshPublicNotRotated: Defect = {
  name: 'refresh.public-not-rotated',
  summary: 'The refresh token of a public client stays the same for as long as it lives.',
  clause: 'RFC 9700 §2.2.2',
  replacementOf: replaceSteps(
    replaceStep(rotateRefreshToken, async (context) => {
      if (filled(context, 'client').secretHash !== undefined) await rotateRefreshToken.run(context);
    }),
    changeTokenBody((body, { client, refreshToken, parameters }) =>
      refreshToken && client?.secretHash === undefined
        ? { ...body, refresh_token: parameters.get('refresh_token') }
        : body,
    ),
  ),
};
