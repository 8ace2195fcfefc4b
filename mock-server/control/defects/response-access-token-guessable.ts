import type { SandboxCore } from '../../context.ts';
import { rememberBy } from '../../fhir/remember.ts';
import { readBearerToken } from '../../oauth/access.ts';
import type { Defect } from '../defect.ts';
import { afterStep, replaceSteps } from './support/steps.ts';
import { changeTokenBody } from './support/tokens.ts';

/** The real tokens, in the order of their numbers. */
const issued = rememberBy((_core: SandboxCore): string[] => []);

const firstNumber = 1_000_000;

export const responseAccessTokenGuessable: Defect = {
  name: 'response.access-token-guessable',
  summary: 'Access tokens are consecutive numbers.',
  clause: 'RFC 6749 §10.10',
  replacementOf: replaceSteps(
    changeTokenBody((body, { endpoint }) => {
      const count = issued(endpoint.core).push(String(body.access_token));
      return { ...body, access_token: String(firstNumber + count - 1) };
    }),
    afterStep(readBearerToken, (context) => {
      const token = issued(context.endpoint.core)[Number(context.bearer) - firstNumber];
      if (token !== undefined) context.bearer = token;
    }),
  ),
};
