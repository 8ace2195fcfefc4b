import type { Awaitable } from './awaitable.ts';
import type { Control } from './control/control.ts';
import type { Ports } from './control/defect.ts';
import type { PortalSettings } from './portal/settings.ts';
import type { IncomingRequest, Reply } from './reply.ts';
import type { AppRegistry } from './store/apps.ts';

/** `documented`: as the portal documentation shows it; `standard`: as the RFCs and FHIR have it. */
export type Dialect = 'documented' | 'standard';

/** What belongs to one running sandbox, shared by its dialects. Immutable settings; all state is in `ports.store`. */
export interface SandboxCore {
  readonly ports: Ports;
  /** The registered applications: those of the store, whatever defects are in force. */
  readonly apps: AppRegistry;
  /** Key of sealed tokens, page tokens and CSRF tokens. */
  readonly key: Buffer;
  /** `required`: the directory asks for a token, as documented; `public`: it needs none (42 CFR 422.120(a)). */
  readonly directoryAuth: 'required' | 'public';
  /** Wrong passwords lock the documented members too; else only all others. */
  readonly lockPersonas?: boolean;
  /** Levers of the sandbox's owner (`/_sandbox`); a sandbox without them is as it was made. */
  readonly control?: Control;
  /** What the developer portal needs; without it there is none. */
  readonly portal?: PortalSettings | undefined;
  /** Where each dialect is reached, for the landing page; a dialect that is not served is absent. */
  readonly publicUrls?: Readonly<Partial<Record<Dialect, string>>>;
}

/** One listener's view of the sandbox. Handlers take this. */
export interface Endpoint {
  readonly core: SandboxCore;
  readonly dialect: Dialect;
  /** Origin (and path prefix) under which clients reach this endpoint, without a trailing slash. */
  readonly publicUrl: string;
}

/** A registered application. */
export interface App {
  readonly clientId: string;
  /** Of a confidential client, `hashSecret` of its secret, which is shown once only; absent for a public client. */
  readonly secretHash?: string;
  readonly name: string;
  /** In the developer's words; for the developer and the plan only. */
  readonly description?: string;
  readonly developer: string;
  /** Id of the developer account that registered it; absent for apps that belong to no account. */
  readonly owner?: string;
  /** Exact strings (RFC 9700 §2.1). */
  readonly redirectUris: readonly string[];
  readonly grants: ReadonlySet<'client_credentials' | 'authorization_code' | 'refresh_token'>;
  /** FHIR resource types of the API products the app was registered for (APP-6). */
  readonly products: ReadonlySet<string>;
  /** Shown to members on the consent page (PROD-6). */
  readonly risk: 'low' | 'medium' | 'high';
  /** Seconds; what is absent is as the sandbox has it for everyone. */
  readonly lifetimes?: {
    readonly accessToken?: number;
    readonly refreshToken?: number;
    readonly code?: number;
  };
  readonly environment: 'sandbox' | 'production';
  /** Runs on a device: its redirect URIs may have a scheme of their own, and loopback ones any port (RFC 8252 §7). */
  readonly nativeApp?: boolean;
}

/** What an access token opens at a FHIR base. */
export type Access = {
  readonly clientId: string;
  /** Of the client: whose population it sees. `sandbox` when absent. */
  readonly environment?: App['environment'];
  /** Types that are opened for reading by id (`r`) or for searching (`s`) alone (SMART App Launch 2.0.0, scopes). */
  readonly limited?: ReadonlyMap<string, 'r' | 's'>;
} & (
  | { readonly kind: 'directory'; readonly types: ReadonlySet<string> }
  | {
      readonly kind: 'member';
      readonly patientId: string;
      /** Consented (and, in `standard`, scoped) resource types. */
      readonly types: ReadonlySet<string>;
    }
);

/** A bearer token was missing or not good enough (RFC 6750 §3.1). The FHIR side renders it by dialect. */
export class BearerError extends Error {
  readonly status: 400 | 401 | 403;
  /** Absent when no token was sent at all: then no error code is given (RFC 6750 §3.1). */
  readonly code: 'invalid_request' | 'invalid_token' | 'insufficient_scope' | undefined;

  constructor(status: 400 | 401 | 403, code: BearerError['code'], message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** One line of a route table. `ALL` routes answer 405 themselves. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'ALL';
  /** Express path, such as `/ghp/fhir4/v1/:type/:id`. */
  readonly path: string;
  handle(request: IncomingRequest, endpoint: Endpoint): Awaitable<Reply>;
}
