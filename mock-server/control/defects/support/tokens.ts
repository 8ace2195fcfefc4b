import { issueDirectoryToken, issueMemberTokens } from '../../../oauth/issue-tokens.ts';
import { consentableTypes } from '../../../oauth/resource-types.ts';
import { defaultScope } from '../../../oauth/scope.ts';
import { createSecret } from '../../../oauth/secrets.ts';
import { filled, type TokenContext } from '../../../oauth/token-context.ts';
import { jsonReply } from '../../../reply.ts';
import type { Grant } from '../../../store/store.ts';
import type { Defect } from '../../defect.ts';
import { withJson } from './replies.ts';
import { afterStep, replaceSteps } from './steps.ts';

type Body = Record<string, unknown>;

/** Changes the body of every token response that gives a token. */
export function changeTokenBody(
  change: (body: Body, context: TokenContext) => Body,
): NonNullable<Defect['replacementOf']> {
  const spoil = (context: TokenContext) => {
    context.reply = withJson(filled(context, 'reply'), (body) => change(body, context));
  };
  return replaceSteps(afterStep(issueDirectoryToken, spoil), afterStep(issueMemberTokens, spoil));
}

/** A consent to everything that nobody gave, of the named patient, else of the first documented member. */
export async function inventGrant(
  { ports, client }: TokenContext,
  patientId = ports.population.personas()[0]?.patientId ?? '',
): Promise<Grant> {
  const grant: Grant = {
    id: createSecret(),
    patientId,
    grantedBy: ports.population.memberOfPatient(patientId)?.userName ?? '',
    fhirUser: `Patient/${patientId}`,
    clientId: filled({ client }, 'client').clientId,
    types: consentableTypes,
    scope: defaultScope.member,
    scopeRequested: false,
    createdAt: ports.clock.now(),
  };
  await ports.store.saveGrant(grant);
  return grant;
}

/** The context's parameters with some set. */
export function withParameters(
  { parameters }: Pick<TokenContext, 'parameters'>,
  changes: Readonly<Record<string, string>>,
): ReadonlyMap<string, string> {
  return new Map([...parameters, ...Object.entries(changes)]);
}

/** A refused client in RFC form, whatever the dialect (RFC 6749 §5.2). */
export function invalidClientReply(description: string) {
  return jsonReply(
    401,
    { error: 'invalid_client', error_description: description },
    { 'cache-control': 'no-store', pragma: 'no-cache', 'www-authenticate': 'Basic realm="token endpoint"' },
  );
}
