import type { App } from '../context.ts';
import { consentableTypes, directoryTypes } from '../oauth/resource-types.ts';

export interface DefaultAppsOptions {
  /** Public URLs of the sandbox, without trailing slash: each gets its demo callback registered. */
  readonly redirectOrigins: readonly string[];
}

/** The apps that are there from the start. Their secrets are public on purpose: they open synthetic data only. */
export function createDefaultApps({ redirectOrigins }: DefaultAppsOptions): Map<string, App> {
  const callbacks = [
    'http://127.0.0.1:8765/callback',
    ...redirectOrigins.map((origin) => `${origin}/demo/callback`),
  ];
  const apps: readonly App[] = [
    {
      clientId: 'directory-app',
      clientSecret: 'directory-app-secret',
      name: 'Provider Finder',
      developer: 'Lakeside Health Software',
      redirectUris: [],
      grants: new Set(['client_credentials']),
      products: directoryTypes,
      risk: 'low',
    },
    {
      clientId: 'member-app',
      clientSecret: 'member-app-secret',
      name: 'My Health Notebook',
      developer: 'Lakeside Health Software',
      redirectUris: [...callbacks, 'http://127.0.0.1:8765/other'],
      grants: new Set(['authorization_code', 'refresh_token']),
      products: new Set<string>(consentableTypes),
      risk: 'medium',
    },
    {
      clientId: 'second-app',
      clientSecret: 'second-app-secret',
      name: 'Claims Companion',
      developer: 'Harborlight Digital Care',
      redirectUris: callbacks,
      grants: new Set(['authorization_code', 'refresh_token']),
      products: new Set<string>(consentableTypes),
      risk: 'high',
    },
  ];
  return new Map(apps.map((app) => [app.clientId, app]));
}
