import type { Route } from '../context.ts';
import { handleAuthorize } from './authorize.ts';
import { handleMetadata } from './metadata.ts';
import { handleToken } from './token.ts';

export const oauthRoutes: readonly Route[] = [
  { method: 'ALL', path: '/oauth/v1/authorize', handle: handleAuthorize },
  { method: 'ALL', path: '/oauth/v1/token', handle: handleToken },
  { method: 'GET', path: '/.well-known/oauth-authorization-server', handle: handleMetadata },
];
