import type { Awaitable } from '../awaitable.ts';
import type { App } from '../context.ts';
import type { AppRegistry } from './apps.ts';
import type { PortalStore } from './portal.ts';

/**
 * What the sandbox remembers between requests. All times are milliseconds since the epoch. Secrets (session ids,
 * interaction ids, codes, refresh tokens) are handed over in clear and kept as SHA-256 hashes only.
 */
export interface Store {
  readonly apps: AppRegistry;
  readonly portal: PortalStore;

  /** Asks the database for next to nothing; fails if it does not answer. */
  ping(): Promise<void>;

  /** Forgets interactions, sessions, codes and refresh tokens that ended so long ago that nothing refers to them. */
  deleteExpired(now: number): Promise<void>;

  saveInteraction(id: string, interaction: Interaction): Promise<void>;
  findInteraction(id: string): Promise<Interaction | undefined>;
  /** Single use: true for exactly one caller. */
  useInteraction(id: string): Promise<boolean>;

  saveSession(id: string, session: Session): Promise<void>;
  findSession(id: string): Promise<Session | undefined>;
  endSession(id: string): Promise<void>;

  saveGrant(grant: Grant): Promise<void>;
  /**
   * The grant, unless the member withdrew it or its family of tokens was revoked. One query: it runs per request.
   *
   * @param jti of an access token that must not have been revoked either
   */
  findLiveGrant(id: string, jti?: string): Awaitable<Grant | undefined>;
  /** What a member has granted and not withdrawn, newest first; revoked families too, as the consent stands. */
  grantsOfPatient(patientId: string): Promise<readonly Grant[]>;
  /** Withdraws all that the member granted to the client; tokens end with it. */
  withdrawGrants(patientId: string, clientId: string, now: number): Promise<void>;

  saveCode(code: string, record: Code): Promise<void>;
  findCode(code: string): Promise<Code | undefined>;
  /** Single use: true for exactly one caller. */
  useCode(code: string): Promise<boolean>;

  saveRefreshToken(token: string, record: RefreshToken): Promise<void>;
  findRefreshToken(token: string): Promise<(RefreshToken & { readonly used: boolean }) | undefined>;
  /** Single use: true for exactly one caller. */
  useRefreshToken(token: string): Promise<boolean>;

  /** Ends a family of tokens, named by its grant's id, or one access token, named by its `jti`. */
  revoke(id: string, now: number): Promise<void>;
  /** Whether an access token was ended by its `jti`. */
  isRevoked(jti: string): Awaitable<boolean>;

  /**
   * Counts one more failed sign-in under a name; the count starts anew when the last failure is `windowMs` ago.
   *
   * @returns failures in a row, this one included
   */
  countFailure(name: string, now: number, windowMs: number): Promise<number>;
  /** Failures in a row, and when they are forgotten. */
  failuresOf(name: string, now: number): Promise<{ readonly count: number; readonly until: number }>;
  clearFailures(name: string): Promise<void>;

  /** Forgets everything; the built-in apps are there again. */
  reset(): Promise<void>;

  close(): Promise<void>;
}

/** An authorization request that was found valid and waits for the member. */
export interface Interaction {
  readonly clientId: string;
  readonly redirectUri: string;
  /** Whether the request named the URI; if so, the token request must repeat it (RFC 6749 §4.1.3). */
  readonly redirectUriSent: boolean;
  readonly state: string | undefined;
  /** The scope as requested; `undefined` when none was. */
  readonly scope: string | undefined;
  /** S256 challenge (RFC 7636 §4.2). */
  readonly challenge: string;
  /** For the id_token (OpenID Connect Core §3.1.2.1). */
  readonly nonce?: string | undefined;
  readonly expiresAt: number;
}

/** A member who is signed in at the plan. */
export interface Session {
  readonly userName: string;
  /** Of which population: the same name is another member in production. `sandbox` when absent. */
  readonly environment?: App['environment'];
  readonly expiresAt: number;
}

/**
 * A member's consent. Each grant gets one code and hence one family of tokens, so its id names the family too.
 */
export interface Grant {
  readonly id: string;
  /** Whose data it is. */
  readonly patientId: string;
  /** User name of who granted it: the member, or someone who acts for them. */
  readonly grantedBy: string;
  /** The resource of who granted it, such as `Patient/1` or `RelatedPerson/2`. */
  readonly fhirUser: string;
  readonly clientId: string;
  /** Consented resource types. */
  readonly types: readonly string[];
  /** What was granted, as scope string. */
  readonly scope: string;
  readonly scopeRequested: boolean;
  readonly createdAt: number;
}

export interface Code {
  readonly clientId: string;
  readonly grantId: string;
  readonly redirectUri: string;
  readonly redirectUriSent: boolean;
  readonly challenge: string;
  readonly nonce?: string | undefined;
  readonly expiresAt: number;
}

export interface RefreshToken {
  readonly clientId: string;
  readonly grantId: string;
  readonly expiresAt: number;
}
