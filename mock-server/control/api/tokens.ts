import { randomUUID } from 'node:crypto';
import type { App } from '../../context.ts';
import { InvalidScope } from '../../oauth/errors.ts';
import { directoryTypes } from '../../oauth/resource-types.ts';
import { defaultScope, parseScope, type ScopeKind } from '../../oauth/scope.ts';
import { type AccessToken, sealToken } from '../../oauth/sealed-token.ts';
import { createSecret } from '../../oauth/secrets.ts';
import type { Member } from '../../population.ts';
import { appNamed } from '../app-named.ts';
import { portsFor } from '../defect.ts';
import { type ControlCall, names, object, operation, text } from '../operation.ts';
import { ControlError } from '../problem.ts';

interface Order {
  readonly client_id: string;
  readonly user_name?: string;
  readonly patient?: string;
  readonly types?: readonly string[];
  readonly scope?: string;
  readonly expires_in?: number;
}

const DEFAULT_SECONDS = 3600;
const MOST_SECONDS = 10 * 365 * 24 * 3600;

export const tokenOperations = [
  operation<Order>({
    id: 'mintToken',
    method: 'POST',
    path: '/tokens',
    tag: 'tokens',
    summary:
      'An access token of any kind, without login: of any member, narrowed to some types, expired; without a member, ' +
      'a directory token',
    body: object(
      {
        client_id: text,
        user_name: { type: 'string', description: 'The member, by user name' },
        patient: { type: 'string', description: 'The member, by patient id' },
        types: {
          ...names,
          minItems: 1,
          description: 'Consented resource types; all that the app may ask for without it',
        },
        scope: { type: 'string', description: 'Of the token; it limits it in the standard dialect' },
        expires_in: {
          type: 'integer',
          minimum: -MOST_SECONDS,
          maximum: MOST_SECONDS,
          description: 'Seconds from now (3600); negative for a token that has expired',
        },
      },
      ['client_id'],
    ),
    example: { client_id: 'member-app', user_name: 'maria.santos.0000', types: ['Patient'], expires_in: -60 },
    answer: {
      status: 201,
      description: 'The token',
      schema: object(
        {
          access_token: text,
          token_type: { const: 'Bearer' },
          expires_in: { type: 'integer' },
          scope: text,
          patient: { type: 'string', description: 'Of a member token' },
        },
        ['access_token', 'token_type', 'expires_in', 'scope'],
      ),
    },
    run: async (call) => {
      const app = await appNamed(call.body.client_id, call.endpoint);
      const member = memberOf(call, app);
      return member ? mintMember(app, member, call) : mintDirectory(app, call);
    },
  }),
];

function memberOf({ body: { user_name, patient }, ports }: ControlCall<Order>, { environment }: App) {
  if (user_name === undefined && patient === undefined) return undefined;
  if (user_name !== undefined && patient !== undefined)
    throw new ControlError(400, 'user_name and patient both name the member: send one of them');
  const { population } = portsFor(ports, environment);
  const member =
    user_name === undefined ? population.memberOfPatient(patient ?? '') : population.findMember(user_name);
  if (member) return member;
  throw new ControlError(
    400,
    `there is no member "${user_name ?? patient}"; GET /_sandbox/members lists the personas`,
  );
}

function mintDirectory(app: App, call: ControlCall<Order>) {
  const { types, scope = defaultScope.client } = call.body;
  if (types) throw new ControlError(400, 'types are what a member shares: name one by user_name or patient');
  if (app.products.isDisjointFrom(directoryTypes)) {
    throw new ControlError(
      400,
      `${app.clientId} has no product of the directory: name a member by user_name or patient`,
    );
  }
  checkScope(scope, 'client');
  return seal({ kind: 'directory', client: app.clientId, scope }, call);
}

async function mintMember(app: App, { patientId, userName }: Member, call: ControlCall<Order>) {
  const { ports, control, body } = call;
  const offered = app.products.difference(directoryTypes);
  const types = body.types ?? [...offered];
  const strange = types.filter((type) => !offered.has(type));
  if (types.length === 0 || strange.length > 0) {
    const which = strange.length > 0 ? `types ${strange.join(', ')}: ` : '';
    const allowed =
      offered.size > 0 ? `allowed are ${[...offered].join(', ')}` : 'there are none for members';
    throw new ControlError(400, `${which}not among the products of ${app.clientId}; ${allowed}`);
  }
  const scope = body.scope ?? types.map((type) => `patient/${type}.read`).join(' ');
  checkScope(scope, 'member');
  const id = randomUUID();
  await ports.store.saveGrant({
    id,
    patientId,
    grantedBy: userName,
    fhirUser: `Patient/${patientId}`,
    clientId: app.clientId,
    types,
    scope,
    scopeRequested: body.scope !== undefined,
    createdAt: control.clock.now(),
  });
  return {
    ...seal({ kind: 'member', client: app.clientId, sub: patientId, grant: id, scope }, call),
    patient: patientId,
  };
}

function checkScope(scope: string, kind: ScopeKind): void {
  try {
    parseScope(scope, kind);
  } catch (error) {
    if (!(error instanceof InvalidScope)) throw error;
    throw new ControlError(400, `scope "${scope}": ${error.message}`);
  }
}

function seal(about: Omit<AccessToken, 'exp' | 'jti'>, { control, endpoint, body }: ControlCall<Order>) {
  const seconds = body.expires_in ?? DEFAULT_SECONDS;
  const token = { ...about, exp: control.clock.now() + seconds * 1000, jti: createSecret() };
  control.metrics.issued('control plane');
  return {
    access_token: sealToken(token, endpoint.core.key),
    token_type: 'Bearer',
    expires_in: seconds,
    scope: about.scope,
  };
}
