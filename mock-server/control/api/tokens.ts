import { randomUUID } from 'node:crypto';
import { directoryTypes } from '../../oauth/resource-types.ts';
import { sealToken } from '../../oauth/sealed-token.ts';
import { createSecret } from '../../oauth/secrets.ts';
import { names, object, operation, text } from '../operation.ts';
import { ControlError } from '../problem.ts';

interface Order {
  readonly client_id: string;
  readonly user_name?: string;
  readonly patient?: string;
  readonly types?: readonly string[];
  readonly scope?: string;
  readonly expires_in?: number;
}

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
        types: { ...names, description: 'Consented resource types; all of the app’s products without it' },
        scope: text,
        expires_in: {
          type: 'integer',
          description: 'Seconds from now; negative for a token that has expired',
        },
      },
      ['client_id'],
    ),
    example: { client_id: 'member-app', user_name: 'amelia.hart.0000', types: ['Patient'], expires_in: -60 },
    answer: { status: 201, description: 'The token' },
    run: async ({ control, endpoint, ports, body }) => {
      const app = await endpoint.core.apps.find(body.client_id);
      if (!app)
        throw new ControlError(
          400,
          `client_id "${body.client_id}" is not registered; GET /_sandbox/apps lists them`,
        );
      const now = control.clock.now();
      const seconds = body.expires_in ?? 3600;
      const about = {
        client: app.clientId,
        scope: body.scope ?? '',
        exp: now + seconds * 1000,
        jti: createSecret(),
      };
      if (body.user_name === undefined && body.patient === undefined) {
        const scope = body.scope ?? 'system/*.read';
        return tokenOf(sealToken({ ...about, kind: 'directory', scope }, endpoint.core.key), seconds);
      }
      const member =
        body.user_name === undefined
          ? control.population.memberOfPatient(body.patient ?? '')
          : control.population.findMember(body.user_name);
      if (!member) {
        throw new ControlError(
          400,
          `there is no member "${body.user_name ?? body.patient}"; GET /_sandbox/members lists personas`,
        );
      }
      const types = body.types ?? [...app.products];
      const scope = body.scope ?? types.map((type) => `patient/${type}.read`).join(' ');
      const grant = randomUUID();
      await ports.store.saveGrant({
        id: grant,
        patientId: member.patientId,
        grantedBy: member.userName,
        fhirUser: `Patient/${member.patientId}`,
        clientId: app.clientId,
        types: types.filter((type) => !directoryTypes.has(type) || app.products.has(type)),
        scope,
        scopeRequested: body.scope !== undefined,
        createdAt: now,
      });
      const token = sealToken(
        { ...about, kind: 'member', sub: member.patientId, grant, scope },
        endpoint.core.key,
      );
      return { ...tokenOf(token, seconds), patient: member.patientId };
    },
  }),
];

function tokenOf(accessToken: string, seconds: number) {
  return { access_token: accessToken, token_type: 'Bearer', expires_in: seconds };
}
