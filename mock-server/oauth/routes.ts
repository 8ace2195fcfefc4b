import type { Route } from '../context.ts';
import { handleAuthorize } from './authorize.ts';
import { handleIntrospect } from './introspect.ts';
import { handleJwks } from './jwks.ts';
import { handleMetadata, handleSmartConfiguration } from './metadata.ts';
import { handleRevoke } from './revoke.ts';
import { handleToken } from './token.ts';

export const oauthRoutes: readonly Route[] = [
  { method: 'ALL', path: '/oauth/v1/authorize', handle: handleAuthorize },
  { method: 'ALL', path: '/oauth/v1/token', handle: handleToken },
  { method: 'ALL', path: '/oauth/v1/revoke', handle: handleRevoke },
  { method: 'ALL', path: '/oauth/v1/introspect', handle: handleIntrospect },
  { method: 'GET', path: '/oauth/v1/jwks', handle: handleJwks },
  { method: 'GET', path: '/.well-known/oauth-authorization-server', handle: handleMetadata },
  { method: 'GET', path: '/.well-known/openid-configuration', handle: handleMetadata },
];

/** Below the FHIR bases, where else every path is a resource's. */
export const smartRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/ghp/fhir4/v1/.well-known/smart-configuration',
    handle: handleSmartConfiguration,
  },
  {
    method: 'GET',
    path: '/ghp/fhir4/providerdirectory/v1/.well-known/smart-configuration',
    handle: handleSmartConfiguration,
  },
];
