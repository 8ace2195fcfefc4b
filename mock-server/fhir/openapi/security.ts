import type { Endpoint } from '../../context.ts';
import { endpoints } from '../../oauth/metadata.ts';
import { consentableTypes } from '../../oauth/resource-types.ts';
import type { FhirBase, ServedType } from '../bases.ts';

const memberScopes = {
  'openid profile/*': 'Everything that the member consents to, as the portal documentation asks for it',
  'patient/*.read': 'Everything that the member consents to',
  ...Object.fromEntries(consentableTypes.map((type) => [`patient/${type}.read`, `The member’s ${type}`])),
  'launch/patient': 'The token response names the patient',
  offline_access: 'A refresh token',
};

/** OAuth 2.0 as the two APIs use it; the directory may be read with a member’s token, too. */
export function securitySchemes({ name }: FhirBase, endpoint: Endpoint) {
  const { authorization_endpoint, token_endpoint } = endpoints(endpoint);
  const member = {
    type: 'oauth2',
    description: 'A member signs in and consents: authorization code with PKCE (S256).',
    flows: {
      authorizationCode: {
        authorizationUrl: authorization_endpoint,
        tokenUrl: token_endpoint,
        refreshUrl: token_endpoint,
        scopes: memberScopes,
      },
    },
  };
  const app = {
    type: 'oauth2',
    description: 'The app for itself: client id and secret by HTTP Basic.',
    flows: {
      clientCredentials: { tokenUrl: token_endpoint, scopes: { 'system/*.read': 'The provider directory' } },
    },
  };
  return name === 'directory' ? { app, member } : { member };
}

/** What an operation needs, one of them. */
export function securityOf({ type, source }: ServedType, { core }: Endpoint) {
  if (source === 'member') return [{ member: [`patient/${type}.read`] }];
  if (source === 'supporting') return [{ member: [] }];
  return [...(core.directoryAuth === 'public' ? [{}] : []), { app: ['system/*.read'] }, { member: [] }];
}
