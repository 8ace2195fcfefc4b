import { randomUUID } from 'node:crypto';
import type { App } from '../../context.ts';
import { demoSecretOf } from '../../demo-apps.ts';
import { consentableTypes, directoryTypes } from '../../oauth/resource-types.ts';
import { createSecret, hashSecret } from '../../oauth/secrets.ts';
import { redirectUriProblem } from '../../redirect-uri-problem.ts';
import { appNamed } from '../app-named.ts';
import { object, operation, type Schema, text } from '../operation.ts';
import { ControlError } from '../problem.ts';

const GRANTS = ['client_credentials', 'authorization_code', 'refresh_token'] as const;
const RISKS = ['low', 'medium', 'high'] as const;
const TYPES = [...consentableTypes, ...directoryTypes];

interface AppBody {
  readonly name?: string;
  readonly description?: string;
  readonly developer?: string;
  readonly redirect_uris?: readonly string[];
  readonly grants?: readonly (typeof GRANTS)[number][];
  readonly products?: readonly string[];
  readonly risk?: App['risk'];
  readonly lifetimes?: {
    readonly access_token?: number;
    readonly refresh_token?: number;
    readonly code?: number;
  };
  readonly environment?: App['environment'];
  readonly native_app?: boolean;
}

interface NewApp extends AppBody {
  readonly name: string;
  readonly client_id?: string;
  readonly client_secret?: string;
  readonly public?: boolean;
}

const seconds = { type: 'integer', minimum: 1, maximum: 10 * 365 * 24 * 3600, description: 'Seconds' };
const uniqueOf = (allowed: readonly string[]): Schema => ({
  type: 'array',
  items: { enum: allowed },
  minItems: 1,
  uniqueItems: true,
});
const properties = {
  name: { type: 'string', minLength: 1, maxLength: 100 },
  description: { type: 'string', maxLength: 1000 },
  developer: { type: 'string', minLength: 1, maxLength: 100 },
  redirect_uris: { type: 'array', items: text, maxItems: 50, uniqueItems: true },
  grants: uniqueOf(GRANTS),
  products: { ...uniqueOf(TYPES), description: 'Resource types that the app may reach' },
  risk: { enum: RISKS, description: 'Shown to members when they consent' },
  lifetimes: {
    ...object({ access_token: seconds, refresh_token: seconds, code: seconds }),
    description: 'Where they differ from those of the sandbox',
  },
  environment: { enum: ['sandbox', 'production'] },
  native_app: { type: 'boolean', description: 'May have redirect URIs of a scheme of its own' },
} satisfies Record<string, Schema>;

const shown = object(
  {
    client_id: text,
    public: { type: 'boolean', description: 'Has no secret' },
    client_secret: { type: 'string', description: 'Shown once; of demo apps always' },
    owner: { type: 'string', description: 'Id of the developer account' },
    ...properties,
  },
  ['client_id', 'public', 'name', 'grants', 'products', 'risk'],
);

export const appOperations = [
  operation({
    id: 'listApps',
    method: 'GET',
    path: '/apps',
    tag: 'apps',
    summary: 'All registered apps',
    answer: {
      status: 200,
      description: 'By client id',
      schema: object({ apps: { type: 'array', items: shown } }, ['apps']),
    },
    run: async ({ endpoint }) => ({ apps: (await endpoint.core.apps.list()).map((app) => told(app)) }),
  }),
  operation<NewApp>({
    id: 'createApp',
    method: 'POST',
    path: '/apps',
    tag: 'apps',
    summary: 'Registers an app; the answer is the only place where its secret is shown',
    body: object(
      {
        client_id: { type: 'string', pattern: '^[\\x21-\\x7e]{1,100}$', description: 'Made up without it' },
        client_secret: {
          type: 'string',
          pattern: '^[\\x21-\\x7e]{16,200}$',
          description: 'Made up without it',
        },
        public: { type: 'boolean', description: 'Without a secret: an app on a device or in a browser' },
        ...properties,
      },
      ['name'],
    ),
    example: { name: 'My app', redirect_uris: ['http://127.0.0.1:3000/callback'], risk: 'high' },
    answer: { status: 201, description: 'The app, with its secret', schema: shown },
    run: async ({ endpoint, body }) => {
      const { client_id: clientId = randomUUID(), public: isPublic = false } = body;
      if (await endpoint.core.apps.find(clientId))
        throw new ControlError(409, `client_id "${clientId}" is registered already`);
      if (isPublic && body.client_secret !== undefined)
        throw new ControlError(400, 'a public app has no client_secret');
      const secret = isPublic ? undefined : (body.client_secret ?? createSecret());
      const app = changed(newApp(clientId, body), body);
      const kept = secret === undefined ? app : { ...app, secretHash: hashSecret(secret) };
      checkApp(kept);
      await endpoint.core.apps.put(kept);
      return told(kept, secret);
    },
  }),
  operation({
    id: 'getApp',
    method: 'GET',
    path: '/apps/{client_id}',
    tag: 'apps',
    summary: 'One app',
    answer: { status: 200, description: 'The app', schema: shown },
    run: async ({ endpoint, params }) => told(await appNamed(params.client_id ?? '', endpoint, 404)),
  }),
  operation<AppBody>({
    id: 'changeApp',
    method: 'PATCH',
    path: '/apps/{client_id}',
    tag: 'apps',
    summary: 'Changes what is named: the risk category, redirect URIs, lifetimes of tokens, …',
    body: { ...object(properties), minProperties: 1 },
    example: { risk: 'high', lifetimes: { access_token: 60 } },
    answer: { status: 200, description: 'The app as it is now', schema: shown },
    run: async ({ endpoint, params, body }) => {
      const app = changed(await appNamed(params.client_id ?? '', endpoint, 404), body);
      checkApp(app);
      await endpoint.core.apps.put(app);
      return told(app);
    },
  }),
  operation({
    id: 'renewSecret',
    method: 'POST',
    path: '/apps/{client_id}/secret',
    tag: 'apps',
    summary: 'Gives an app a new secret; the old one ends',
    answer: { status: 200, description: 'The app, with its secret', schema: shown },
    run: async ({ endpoint, params }) => {
      const app = await appNamed(params.client_id ?? '', endpoint, 404);
      if (app.secretHash === undefined)
        throw new ControlError(409, `client_id "${app.clientId}" is a public app: it has no secret`);
      const secret = createSecret();
      const kept = { ...app, secretHash: hashSecret(secret) };
      await endpoint.core.apps.put(kept);
      return told(kept, secret);
    },
  }),
  operation({
    id: 'deleteApp',
    method: 'DELETE',
    path: '/apps/{client_id}',
    tag: 'apps',
    summary: 'Removes an app; its tokens open nothing any more',
    answer: { status: 204, description: 'Removed' },
    run: async ({ endpoint, params }) => {
      await appNamed(params.client_id ?? '', endpoint, 404);
      await endpoint.core.apps.remove(params.client_id ?? '');
    },
  }),
];

/** What is not said follows from what is: with redirect URIs it is an app for members, else one for the directory. */
function newApp(clientId: string, { name, redirect_uris: uris = [], grants }: NewApp): App {
  const forMembers = grants ? grants.includes('authorization_code') : uris.length > 0;
  return {
    clientId,
    name,
    developer: 'Registered by the control plane',
    redirectUris: [],
    grants: new Set(forMembers ? ['authorization_code', 'refresh_token'] : ['client_credentials']),
    products: new Set<string>(forMembers ? consentableTypes : directoryTypes),
    risk: 'medium',
    environment: 'sandbox',
  };
}

function changed(app: App, body: AppBody): App {
  const {
    redirect_uris,
    grants,
    products,
    lifetimes,
    native_app,
    name,
    description,
    developer,
    risk,
    environment,
  } = body;
  return {
    ...app,
    ...defined({ name, description, developer, risk, environment }),
    ...(redirect_uris && { redirectUris: redirect_uris }),
    ...(grants && { grants: new Set(grants) }),
    ...(products && { products: new Set(products) }),
    ...(native_app !== undefined && { nativeApp: native_app }),
    ...(lifetimes && {
      lifetimes: defined({
        accessToken: lifetimes.access_token,
        refreshToken: lifetimes.refresh_token,
        code: lifetimes.code,
      }),
    }),
  };
}

type Defined<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}

function checkApp({ grants, redirectUris, secretHash, nativeApp = false }: App): void {
  const problem = redirectUris.map((uri) => redirectUriProblem(uri, nativeApp)).find(Boolean);
  if (problem !== undefined) throw new ControlError(400, `redirect_uris: ${problem}`);
  if (grants.has('authorization_code') && redirectUris.length === 0)
    throw new ControlError(400, 'redirect_uris: the grant authorization_code needs one');
  if (grants.has('refresh_token') && !grants.has('authorization_code'))
    throw new ControlError(400, 'grants: refresh_token goes with authorization_code');
  if (grants.has('client_credentials') && secretHash === undefined)
    throw new ControlError(400, 'grants: a public app cannot have client_credentials (RFC 6749 §4.4)');
}

function told(app: App, secret = demoSecretOf(app)) {
  const { accessToken, refreshToken, code } = app.lifetimes ?? {};
  return {
    client_id: app.clientId,
    public: app.secretHash === undefined,
    ...(secret !== undefined && { client_secret: secret }),
    name: app.name,
    ...defined({ description: app.description, owner: app.owner }),
    developer: app.developer,
    redirect_uris: app.redirectUris,
    grants: [...app.grants],
    products: [...app.products],
    risk: app.risk,
    lifetimes: defined({ access_token: accessToken, refresh_token: refreshToken, code }),
    environment: app.environment,
    native_app: app.nativeApp ?? false,
  };
}
