import type { Endpoint } from '../context.ts';
import { type IncomingRequest, jsonReply, type Reply } from '../reply.ts';
import { corsForAll } from './cors.ts';
import { dialectRules } from './dialects.ts';
import { scopesSupported } from './scope.ts';

/**
 * Authorization server metadata (RFC 8414 §2; as OpenID Connect Discovery 1.0 §3 too, for apps that want an
 * id_token). The portal documents none, so that `documented` has none.
 */
export async function handleMetadata(_request: IncomingRequest, endpoint: Endpoint): Promise<Reply> {
  return discovery(endpoint, {
    ...endpoints(endpoint),
    ...abilities,
    response_modes_supported: ['query'],
    authorization_response_iss_parameter_supported: true,
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['ES256'],
    claims_supported: ['iss', 'sub', 'aud', 'exp', 'iat', 'nonce', 'fhirUser'],
    request_parameter_supported: false,
    request_uri_parameter_supported: false,
  });
}

/** SMART App Launch 2.0.0, conformance: found below each FHIR base. */
export async function handleSmartConfiguration(
  _request: IncomingRequest,
  endpoint: Endpoint,
): Promise<Reply> {
  return discovery(endpoint, {
    ...endpoints(endpoint),
    ...abilities,
    capabilities: [
      'launch-standalone',
      'authorize-post',
      'client-public',
      'client-confidential-symmetric',
      'sso-openid-connect',
      'context-standalone-patient',
      'permission-offline',
      'permission-patient',
      'permission-v1',
      'permission-v2',
    ],
  });
}

const confidential = ['client_secret_basic', 'client_secret_post'];

const abilities = {
  response_types_supported: ['code'],
  grant_types_supported: ['authorization_code', 'client_credentials', 'refresh_token'],
  token_endpoint_auth_methods_supported: [...confidential, 'none'],
  revocation_endpoint_auth_methods_supported: [...confidential, 'none'],
  introspection_endpoint_auth_methods_supported: confidential,
  code_challenge_methods_supported: ['S256'],
  scopes_supported: scopesSupported,
};

/** Where the authorization server is reached. */
export function endpoints({ publicUrl }: Endpoint) {
  return {
    issuer: publicUrl,
    jwks_uri: `${publicUrl}/oauth/v1/jwks`,
    authorization_endpoint: `${publicUrl}/oauth/v1/authorize`,
    token_endpoint: `${publicUrl}/oauth/v1/token`,
    revocation_endpoint: `${publicUrl}/oauth/v1/revoke`,
    introspection_endpoint: `${publicUrl}/oauth/v1/introspect`,
    management_endpoint: `${publicUrl}/member/consents`,
  };
}

function discovery({ dialect }: Endpoint, document: Record<string, unknown>): Reply {
  if (dialectRules[dialect].metadata) return jsonReply(200, document, corsForAll);
  return jsonReply(
    404,
    { error: 'not_found', error_description: 'no metadata is published here' },
    corsForAll,
  );
}
