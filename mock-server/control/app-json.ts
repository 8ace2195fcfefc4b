import type { App } from '../context.ts';
import { demoSecretOf } from '../demo-apps.ts';
import { consentableTypes, directoryTypes } from '../oauth/resource-types.ts';
import { redirectUriProblem } from '../redirect-uri-problem.ts';
import { object, type Schema, text } from './operation.ts';
import { ControlError } from './problem.ts';

const GRANTS = ['client_credentials', 'authorization_code', 'refresh_token'] as const;
const RISKS = ['low', 'medium', 'high'] as const;
const TYPES = [...consentableTypes, ...directoryTypes];

/** The members of an app that its owner sets. */
export interface AppBody {
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

export interface NewApp extends AppBody {
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
export const appProperties = {
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

/** An app as it is shown. */
export const shownApp = object(
  {
    client_id: text,
    public: { type: 'boolean', description: 'Has no secret' },
    client_secret: { type: 'string', description: 'Shown once; of demo apps always' },
    owner: { type: 'string', description: 'Id of the developer account' },
    ...appProperties,
  },
  ['client_id', 'public', 'name', 'grants', 'products', 'risk'],
);

/** What is not said follows from what is: with redirect URIs it is an app for members, else one for the directory. */
export function newApp(clientId: string, { name, redirect_uris: uris = [], grants }: NewApp): App {
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

export function changed(app: App, body: AppBody): App {
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

/** @throws ControlError when the parts of an app do not go together */
export function checkApp({ grants, redirectUris, secretHash, nativeApp = false }: App): void {
  const problem = redirectUris.map((uri) => redirectUriProblem(uri, nativeApp)).find(Boolean);
  if (problem !== undefined) throw new ControlError(400, `redirect_uris: ${problem}`);
  if (grants.has('authorization_code') && redirectUris.length === 0)
    throw new ControlError(400, 'redirect_uris: the grant authorization_code needs one');
  if (grants.has('refresh_token') && !grants.has('authorization_code'))
    throw new ControlError(400, 'grants: refresh_token goes with authorization_code');
  if (grants.has('client_credentials') && secretHash === undefined)
    throw new ControlError(400, 'grants: a public app cannot have client_credentials (RFC 6749 §4.4)');
}

/** @param secret when it is to be shown; of demo apps always */
export function toldApp(app: App, secret = demoSecretOf(app)) {
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
