import { rotateRefreshToken } from '../../oauth/rotate-refresh-token.ts';
import { filled } from '../../oauth/token-context.ts';
import { type Defect, replaceStep } from '../defect.ts';
import { replaceSteps } from '../defects/support/steps.ts';
import { changeTokenBody } from '../defects/support/tokens.ts';

export const toleranceRefreshWithoutRotation: Defect = {
  name: 'tolerance.refresh-without-rotation',
  summary: 'Confidential clients keep their refresh token.',
  clause: 'RFC 9700 §2.2.2',
  replacementOf: replaceSteps(
    replaceStep(rotateRefreshToken, async (context) => {
      if (filled(context, 'client').secretHash === undefined) await rotateRefreshToken.run(context);
    }),
    changeTokenBody(({ refresh_token: next, ...body }, { client, refreshToken }) =>
      next === undefined || (refreshToken && client?.secretHash !== undefined)
        ? body
        : { ...body, refresh_token: next },
    ),
  ),
};
