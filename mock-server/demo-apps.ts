import type { App } from './context.ts';
import { consentableTypes, directoryTypes } from './oauth/resource-types.ts';
import { hashSecret, isSecretOf } from './oauth/secrets.ts';

export interface DemoAppsOptions {
  /** Public URLs of the sandbox, without trailing slash: each gets its demo callback registered. */
  readonly redirectOrigins: readonly string[];
}

const secretFor = (clientId: string) => `${clientId}-secret`;

/** The secret of a demo app that still has the one it came with. Public on purpose: it opens synthetic data only. */
export function demoSecretOf({ clientId, secretHash }: App): string | undefined {
  return isSecretOf(secretFor(clientId), secretHash) ? secretFor(clientId) : undefined;
}

/** The apps that are there from the start. */
export function createDemoApps({ redirectOrigins }: DemoAppsOptions): readonly App[] {
  const callbacks = [
    'http://127.0.0.1:8765/callback',
    ...redirectOrigins.map((origin) => `${origin}/demo/callback`),
  ];
  const app = (clientId: string, about: Omit<App, 'clientId' | 'secretHash' | 'environment'>): App => ({
    clientId,
    secretHash: hashSecret(secretFor(clientId)),
    environment: 'sandbox',
    ...about,
  });
  return [
    app('directory-app', {
      name: 'Provider Finder',
      developer: 'Lakeside Health Software',
      redirectUris: [],
      grants: new Set(['client_credentials']),
      products: directoryTypes,
      risk: 'low',
    }),
    app('member-app', {
      name: 'My Health Notebook',
      developer: 'Lakeside Health Software',
      redirectUris: [...callbacks, 'http://127.0.0.1:8765/callback?app=1', 'http://127.0.0.1:8765/other'],
      grants: new Set(['authorization_code', 'refresh_token']),
      products: new Set<string>(consentableTypes),
      risk: 'medium',
    }),
    app('second-app', {
      name: 'Claims Companion',
      developer: 'Harborlight Digital Care',
      redirectUris: callbacks,
      grants: new Set(['authorization_code', 'refresh_token']),
      products: new Set<string>(consentableTypes),
      risk: 'high',
    }),
    // An id and a secret that survive HTTP Basic only when they are form-encoded first (RFC 6749 §2.3.1).
    app('finder: 50% + é', {
      name: 'Provider Finder 50%',
      developer: 'Lakeside Health Software',
      redirectUris: [],
      grants: new Set(['client_credentials']),
      products: directoryTypes,
      risk: 'low',
    }),
    {
      clientId: 'native-app',
      environment: 'sandbox',
      name: 'Pocket Health Record',
      developer: 'Harborlight Digital Care',
      redirectUris: ['http://127.0.0.1/callback'],
      grants: new Set(['authorization_code', 'refresh_token']),
      products: new Set<string>(consentableTypes),
      risk: 'medium',
      nativeApp: true,
    },
  ];
}
