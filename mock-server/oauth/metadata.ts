import type { Endpoint } from '../context.ts';
import { type IncomingRequest, jsonReply, type Reply } from '../reply.ts';
import { dialectRules } from './dialects.ts';
import { consentableTypes } from './resource-types.ts';

/** Authorization server metadata (RFC 8414 §2); the portal documents none, so `documented` has none. */
export async function handleMetadata(
  _request: IncomingRequest,
  { dialect, publicUrl }: Endpoint,
): Promise<Reply> {
  if (!dialectRules[dialect].metadata) {
    return jsonReply(404, { error: 'not_found', error_description: 'no metadata is published here' });
  }
  return jsonReply(200, {
    issuer: publicUrl,
    authorization_endpoint: `${publicUrl}/oauth/v1/authorize`,
    token_endpoint: `${publicUrl}/oauth/v1/token`,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'client_credentials', 'refresh_token'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
    scopes_supported: [
      'openid',
      'fhirUser',
      'offline_access',
      'launch/patient',
      'profile/*',
      'patient/*.read',
      'patient/*.rs',
      ...consentableTypes.flatMap((type) => [`patient/${type}.read`, `patient/${type}.rs`]),
      'system/*.read',
      'system/*.rs',
    ],
  });
}
