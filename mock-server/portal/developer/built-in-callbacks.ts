import type { Endpoint } from '../../context.ts';

/** Where Postman takes codes in. */
const postman = 'https://oauth.pstmn.io/v1/callback';

/** The portal's own callbacks, which every sandbox app may use (APP-2): the API Catalog's of each dialect, and Postman's. */
export function builtInCallbacks({ core, publicUrl }: Endpoint): readonly string[] {
  const origins = new Set([publicUrl, ...Object.values(core.publicUrls ?? {})]);
  return [...[...origins].map((origin) => `${origin}/catalog/oauth2-redirect`), postman];
}
