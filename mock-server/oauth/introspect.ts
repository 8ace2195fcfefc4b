import { portsFor } from '../control/defect.ts';
import { jsonReply } from '../reply.ts';
import type { Step } from '../step.ts';
import type { Grant } from '../store/store.ts';
import { authenticateClient, refuseTooManyFailures } from './authenticate-client.ts';
import { answerPreflight } from './cors.ts';
import { InvalidClient } from './errors.ts';
import { findNamedToken, type NamedToken } from './find-named-token.ts';
import { fhirUserUrl, subjectOf } from './id-token.ts';
import { createJsonEndpoint, notStored } from './json-endpoint.ts';
import { readTokenParameters, refuseSecretInQuery, requirePost } from './read-token-parameters.ts';
import { isGrantedByRight } from './representation.ts';
import { createUndocumentedContext, filled, type TokenContext } from './token-context.ts';

/** Anyone could ask in the name of a public client, so that a secret is needed (RFC 7662 §2.1). */
export const requireConfidentialClient: Step<TokenContext> = {
  name: 'require-confidential-client',
  run(context) {
    if (filled(context, 'client').secretHash !== undefined) return;
    throw new InvalidClient('introspection needs a client that authenticates');
  },
};

/** Says no more of a token that is not good, and of one of another client, than that (RFC 7662 §2.2). */
export const describeToken: Step<TokenContext> = {
  name: 'describe-token',
  async run(context) {
    const { named } = context;
    const isOwn = named?.clientId === filled(context, 'client').clientId;
    const described = named && isOwn ? await describe(named, context) : undefined;
    context.reply = jsonReply(200, described ?? { active: false }, notStored);
  },
};

export const introspectionSteps: readonly Step<TokenContext>[] = [
  answerPreflight,
  requirePost,
  readTokenParameters,
  refuseSecretInQuery,
  refuseTooManyFailures,
  authenticateClient,
  requireConfidentialClient,
  findNamedToken,
  describeToken,
];

/** Token introspection (RFC 7662; members of SMART App Launch 2.0.0, token introspection). */
export const handleIntrospect = createJsonEndpoint(introspectionSteps, createUndocumentedContext);

async function describe(
  named: NamedToken,
  context: TokenContext,
): Promise<Record<string, unknown> | undefined> {
  const ports = portsFor(context.ports, context.client?.environment);
  const { store, clock } = ports;
  const now = clock.now();
  if (named.kind === 'refresh') {
    const { expiresAt, used, grantId } = named.token;
    const found = now < expiresAt && !used ? await store.findLiveGrant(grantId) : undefined;
    const grant = found && isGrantedByRight(found, ports) ? found : undefined;
    return grant && { ...common(named, expiresAt, grant.scope), ...about(grant, grant.scope, context) };
  }
  const { kind, exp, scope, grant: grantId = '', jti } = named.token;
  if (now >= exp) return undefined;
  const described = { ...common(named, exp, scope), token_type: 'Bearer' };
  if (kind === 'directory') return (await store.isRevoked(jti)) ? undefined : described;
  const found = await store.findLiveGrant(grantId, jti);
  const grant = found && isGrantedByRight(found, ports) ? found : undefined;
  return grant && { ...described, ...about(grant, scope, context) };
}

function common({ clientId }: NamedToken, expiresAt: number, scope: string) {
  return { active: true, scope, client_id: clientId, exp: Math.floor(expiresAt / 1000) };
}

function about(grant: Grant, scope: string, { endpoint }: TokenContext) {
  const scopes = scope.split(' ');
  return {
    patient: grant.patientId,
    ...(scopes.includes('openid') && { iss: endpoint.publicUrl, sub: subjectOf(grant, endpoint) }),
    ...(scopes.includes('openid') &&
      scopes.includes('fhirUser') && { fhirUser: fhirUserUrl(grant, endpoint) }),
  };
}
