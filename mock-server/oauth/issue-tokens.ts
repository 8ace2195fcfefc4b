import { rememberBy } from '../fhir/remember.ts';
import { jsonReply, type Reply } from '../reply.ts';
import type { Step } from '../step.ts';
import type { Issued } from './dialects.ts';
import { InvalidScope } from './errors.ts';
import { createIdToken } from './id-token.ts';
import { notStored } from './json-endpoint.ts';
import { lifetimesOf } from './lifetimes.ts';
import { directoryTypes } from './resource-types.ts';
import { defaultScope, grantedScope, typesInScope } from './scope.ts';
import { type AccessToken, sealToken } from './sealed-token.ts';
import { createSecret } from './secrets.ts';
import { filled, type TokenContext } from './token-context.ts';

/** The scope of client credentials: all directory types of the app's products, or those asked for. */
export const checkClientScope: Step<TokenContext> = {
  name: 'check-client-scope',
  run(context) {
    const { products } = filled(context, 'client');
    const requested = context.parameters.get('scope');
    context.scope = requested === undefined ? defaultOf(products) : clientScope(requested, products);
  },
};

function clientScope(requested: string, products: ReadonlySet<string>): string {
  const offered = products.intersection(directoryTypes);
  const granted = typesInScope(requested, offered, 'client');
  if (granted.size === 0) throw new InvalidScope('the scope reaches none of the products of the client');
  return grantedScope(requested, offered, granted, 'client');
}

/** Nearly every client leaves the scope out, and its products stay the same object. */
const defaultOf = rememberBy((products: ReadonlySet<string>) => clientScope(defaultScope.client, products));

/** Client credentials get no refresh token (RFC 6749 §4.4.3). */
export const issueDirectoryToken: Step<TokenContext> = {
  name: 'issue-directory-token',
  run(context) {
    const client = filled(context, 'client');
    const scope = filled(context, 'scope');
    const issuedAt = context.ports.clock.now();
    context.reply = tokenReply(context, {
      accessToken: accessToken(context, { kind: 'directory', client: client.clientId, scope }, issuedAt),
      refreshToken: undefined,
      patientId: undefined,
      clientId: client.clientId,
      appName: client.name,
      scope,
      scopeRequested: context.parameters.has('scope'),
      life: lifeOf(context),
      issuedAt,
    });
  },
};

/** An access token; a refresh token and an id_token where the grant brings them (AC-13, OpenID Connect Core §3.1.3.3). */
export const issueMemberTokens: Step<TokenContext> = {
  name: 'issue-member-tokens',
  async run(context) {
    const client = filled(context, 'client');
    const grant = filled(context, 'grant');
    const scope = context.scope ?? grant.scope;
    const issuedAt = context.ports.clock.now();
    const about = { client: client.clientId, sub: grant.patientId, grant: grant.id, scope };
    context.reply = tokenReply(context, {
      accessToken: accessToken(context, { kind: 'member', ...about }, issuedAt),
      refreshToken: await refreshToken(context, issuedAt),
      idToken: await idToken(context, issuedAt),
      patientId: grant.patientId,
      clientId: client.clientId,
      appName: client.name,
      scope,
      scopeRequested: grant.scopeRequested || context.scope !== undefined,
      life: lifeOf(context),
      issuedAt,
    });
  },
};

async function refreshToken(context: TokenContext, issuedAt: number): Promise<string | undefined> {
  const { rules, ports } = context;
  const client = filled(context, 'client');
  const grant = filled(context, 'grant');
  const { refreshLife } = lifetimesOf(client, grant.scope, rules);
  if (refreshLife === undefined) return undefined;
  const token = createSecret();
  await ports.store.saveRefreshToken(token, {
    clientId: client.clientId,
    grantId: grant.id,
    expiresAt: issuedAt + refreshLife * 1000,
  });
  return token;
}

/** With the code only: a refresh says nothing new of who signed in (OpenID Connect Core §12.2: it may be left out). */
async function idToken(context: TokenContext, issuedAt: number): Promise<string | undefined> {
  const { code, rules, endpoint } = context;
  const grant = filled(context, 'grant');
  if (!code || !rules.idToken || !grant.scope.split(' ').includes('openid')) return undefined;
  return await createIdToken({ grant, scope: grant.scope, nonce: code.nonce, issuedAt }, endpoint);
}

function accessToken(
  context: TokenContext,
  about: Omit<AccessToken, 'exp' | 'jti'>,
  issuedAt: number,
): string {
  const exp = issuedAt + lifeOf(context) * 1000;
  return sealToken({ ...about, exp, jti: createSecret(16) }, context.endpoint.core.key);
}

function lifeOf({ client, rules }: TokenContext): number {
  return client?.lifetimes?.accessToken ?? rules.tokenLifeSeconds;
}

function tokenReply({ rules, endpoint, parameters }: TokenContext, issued: Issued): Reply {
  endpoint.core.control?.metrics.issued(parameters.get('grant_type') ?? '');
  return jsonReply(200, rules.tokenBody(issued), notStored);
}
