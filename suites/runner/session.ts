import type { Coverage } from '../../profiles/engine/coverage.ts';
import { defaultRuleset, type Ruleset } from '../rulesets.ts';
import { Cleanup } from './cleanup.ts';
import { NotExercised } from './context.ts';
import { type Harvest, harvestPages, type PagesRead } from './harvest.ts';
import { HttpClient, type HttpRequest, jsonObjectOf, type RawExchange, type Transport } from './http.ts';
import { type AuthorizationEnd, type ConsentChoice, FormDriver } from './login/form-driver.ts';
import {
  type AuthorizationRequest,
  authorizationRequest,
  challengeOf,
  clientCredentials,
  codeExchange,
  type Grant,
  type Pkce,
} from './oauth.ts';
import { RecentHarvests } from './recent-harvests.ts';
import type { ProfileCoverage } from './result.ts';
import type { MemberClient, Target, TestMember } from './target.ts';

/** A token response that gave an access token. */
export interface GivenToken {
  readonly accessToken: string;
  readonly refreshToken?: string;
  readonly patientId?: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly exchange: RawExchange;
}

export interface SessionOptions {
  readonly target: Target;
  readonly transport: Transport;
  /** `count` random bytes; injected so that a run can be replayed. */
  readonly randomBytes: (count: number) => Buffer;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** What the target is held to. */
  readonly ruleset?: Ruleset;
  /** Real time may pass until tokens expire, up to an hour. */
  readonly waitExpiry?: boolean;
  /** Characters of recorded bodies that are kept as they are; those beyond are packed. For a session that is soon over. */
  readonly keptAsText?: number;
}

type Send = (request: HttpRequest) => Promise<RawExchange>;

/**
 * What the checks of one run share: the HTTP client, one signed-in browser per member, one token per API, harvests.
 * Nothing is fetched before a check asks for it.
 */
export class Session {
  readonly target: Target;
  readonly http: HttpClient;
  readonly now: () => number;
  readonly ruleset: Ruleset;
  readonly waitExpiry: boolean;
  /** Must-support coverage by profile, filled by the checks of conformance. */
  readonly coverages = new Map<string, Coverage & { readonly name: string }>();
  /** What checks share, and what they could not take away: gone when the run ends. */
  readonly cleanup = new Cleanup();
  /** Ids (`Type/id`) of all resources read. */
  readonly resources = new Set<string>();
  readonly #randomBytes: SessionOptions['randomBytes'];
  readonly #drivers = new Map<TestMember, FormDriver>();
  readonly #shared = new Map<string, Promise<unknown>>();
  readonly #harvests = new RecentHarvests();

  #logins = 0;

  constructor({
    target,
    transport,
    randomBytes,
    now,
    ruleset = defaultRuleset,
    waitExpiry = false,
    keptAsText,
  }: SessionOptions) {
    this.target = target;
    this.now = now;
    this.ruleset = ruleset;
    this.waitExpiry = waitExpiry;
    this.http = new HttpClient(transport, target.limits, now, keptAsText);
    this.#randomBytes = randomBytes;
  }

  /** base64url text of `bytes` random bytes. */
  random(bytes = 32): string {
    return this.#randomBytes(bytes).toString('base64url');
  }

  pkce(): Pkce {
    const verifier = this.random(32);
    return { verifier, challenge: challengeOf(verifier) };
  }

  /** The browser of a member, kept throughout the run so that one login serves all. */
  driver(member: TestMember = this.member()): FormDriver {
    const driver = this.#drivers.get(member) ?? this.newDriver(member);
    this.#drivers.set(member, driver);
    return driver;
  }

  /** A browser without cookies; each login counts against `limits.logins`. */
  newDriver(member: TestMember = this.member()): FormDriver {
    return new FormDriver(this.target.login, member, () => this.spendLogin());
  }

  /** @throws NotExercised when the logins that the target allows are used up */
  spendLogin(): void {
    const { logins } = this.target.limits;
    if (this.#logins >= logins)
      throw new NotExercised(`limits.logins: the ${logins} logins that the target allows are used up`);
    this.#logins += 1;
  }

  member(index = 0): TestMember {
    const member = this.target.members[index];
    if (!member) throw new NotExercised(`the target descriptor gives no member ${index + 1}`);
    return member;
  }

  memberClient(): MemberClient {
    const client = this.target.clients.member;
    if (!client) throw new NotExercised('the target descriptor gives no clients.member');
    return client;
  }

  /** Plays an authorization request through login and consent to its end. */
  async authorize(
    request: Omit<AuthorizationRequest, 'client'> & {
      readonly client?: Pick<MemberClient, 'id' | 'redirectUri'>;
    },
    send: Send,
    { choice = 'allow', member = this.member(), newBrowser = false, password }: AuthorizeOptions = {},
  ): Promise<AuthorizationEnd> {
    const client = request.client ?? this.memberClient();
    const isClient = (url: URL) =>
      [client.redirectUri, request.change?.redirect_uri, this.target.clients.member?.otherRedirectUri].some(
        (uri) => uri !== undefined && sameResource(url, uri),
      );
    const driver = newBrowser ? this.newDriver(member) : this.driver(member);
    return driver.authorize(
      authorizationRequest(this.target, { ...request, client }),
      isClient,
      choice,
      send,
      password,
    );
  }

  /**
   * An authorization code of a member.
   * @throws NotExercised (run incomplete) when the configured client or login gets none
   */
  async grant(
    send: Send,
    {
      client = this.memberClient(),
      member = this.member(),
      pkce = this.pkce(),
      scope,
      change,
      probing = false,
    }: GrantOptions = {},
  ): Promise<Grant> {
    const end = await this.authorize(
      { client, pkce, state: this.random(12), change: { ...(scope !== undefined && { scope }), ...change } },
      send,
      { member },
    );
    const code = end.kind === 'redirect' ? end.location.searchParams.get('code') : null;
    if (!code) {
      const { login, consent } = end.pages;
      const who =
        end.kind === 'page' && login && !consent ? `the sign-in of member ${member.userName} failed: ` : '';
      throw new NotExercised(`no authorization code was given: ${who}${whyNot(end)}`, {
        incomplete: !probing,
      });
    }
    return { client, code, pkce, redirectUri: client.redirectUri };
  }

  /** A new token of a member by the whole flow. */
  async newMemberToken(send: Send, options: GrantOptions = {}): Promise<GivenToken> {
    const grant = await this.grant(send, options);
    const exchange = await send(codeExchange(this.target, grant));
    return given(exchange, 'the exchange of the authorization code');
  }

  /** The member token that read-only checks share. */
  memberToken(index = 0): Promise<GivenToken> {
    return this.share(`member token ${index}`, () =>
      this.newMemberToken((request) => this.http.send(request, 'login'), { member: this.member(index) }),
    );
  }

  directoryToken(): Promise<GivenToken> {
    return this.share('directory token', async () => {
      const client = this.target.clients.directory;
      if (!client) throw new NotExercised('the target descriptor gives no clients.directory');
      return given(
        await this.http.send(clientCredentials(this.target, client), 'login'),
        'the client-credentials request of clients.directory',
      );
    });
  }

  /**
   * All resources of a search, over all pages within `limits.maxPages`. The same search is made once in a run.
   * @param query such as `Observation?category=laboratory`
   * @param fresh asks again all the same
   */
  async harvest(base: string, query: string, accessToken: string, fresh = false): Promise<Harvest> {
    const read = async (): Promise<PagesRead> => {
      const pages = await harvestPages(this.http, base, query, accessToken, this.target.limits.maxPages);
      for (const { resourceType, id } of this.#harvests.of(pages).matches)
        this.resources.add(`${resourceType}/${id}`);
      return pages;
    };
    return this.#harvests.of(
      fresh ? await read() : await this.share(`harvest ${base}/${query} ${accessToken}`, read),
    );
  }

  coverage(): ProfileCoverage[] {
    return [...this.coverages.values()].map(({ name, report }) => {
      const { profile, resources, elements } = report();
      return {
        profile,
        name,
        resources,
        elements: elements.map(({ element, resources: count, example }) => ({
          id: element,
          count,
          ...(example !== undefined && { example }),
        })),
      };
    });
  }

  /** Makes something once in a run, whatever the outcome. */
  share<T>(key: string, make: () => Promise<T>): Promise<T> {
    const made = (this.#shared.get(key) as Promise<T> | undefined) ?? make();
    this.#shared.set(key, made);
    return made;
  }
}

export interface AuthorizeOptions {
  readonly choice?: ConsentChoice;
  readonly member?: TestMember;
  /** Without the cookies of the run: the login page is shown, and a server that remembers consent asks again. */
  readonly newBrowser?: boolean;
  /** Sent in place of the member's own. */
  readonly password?: string;
}

export interface GrantOptions {
  readonly client?: MemberClient;
  readonly member?: TestMember;
  readonly pkce?: Pkce;
  readonly scope?: string;
  /** Replace or leave out parameters of the authorization request. */
  readonly change?: AuthorizationRequest['change'];
  /** The request asks for what the target need not have: a refusal does not make the run incomplete. */
  readonly probing?: boolean;
}

function sameResource(url: URL, uri: string): boolean {
  const other = URL.parse(uri);
  return (
    other !== null &&
    url.protocol === other.protocol &&
    url.host === other.host &&
    url.pathname === other.pathname
  );
}

function given(exchange: RawExchange, what: string): GivenToken {
  const body = jsonObjectOf(exchange);
  const accessToken = body?.access_token;
  if (exchange.response.status !== 200 || typeof accessToken !== 'string' || !body)
    throw new NotExercised(`${what} gave no access token (HTTP ${exchange.response.status})`, {
      incomplete: true,
    });
  return {
    accessToken,
    ...(typeof body.refresh_token === 'string' && { refreshToken: body.refresh_token }),
    ...(typeof body.patient === 'string' && { patientId: body.patient }),
    body,
    exchange,
  };
}

/** How an authorization request ended that gave no code, for people. */
export function whyNot(end: AuthorizationEnd): string {
  if (end.kind === 'page') {
    const shown = end.pages.login && end.exchange !== end.pages.login ? ' after the login form was sent' : '';
    return `the server stayed on a page (HTTP ${end.exchange.response.status})${shown}`;
  }
  const { searchParams } = end.location;
  const error = searchParams.get('error');
  return error
    ? `error=${error}`
    : `a redirect to ${end.location.origin}${end.location.pathname} without a code`;
}
