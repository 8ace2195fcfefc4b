import type { HTMLElement } from 'node-html-parser';
import { parse } from 'node-html-parser';
import { CookieJar } from 'tough-cookie';
import type { HttpRequest, RawExchange } from '../http.ts';
import { redirectOf } from '../http.ts';
import type { LoginSettings, TestMember } from '../target.ts';
import { formsOf, type HtmlForm, labelOf, submission } from './html-form.ts';

const ALLOW = /\b(allow|accept|grant|approve|authori[sz]e|agree|consent|continue|yes)\b/i;
const DENY = /\b(deny|decline|reject|cancel|refuse|no)\b/i;
/** A page that only wants to have been read. */
const GO_ON = /\b(continue|next|proceed|ok(ay)?)\b/i;
const MOST_STEPS = 15;

/** What the member does on the consent page; `stop` leaves it open. */
export type ConsentChoice = 'allow' | 'deny' | 'stop' | { readonly only: RegExp };

/** Where an authorization request ended. */
export type AuthorizationEnd =
  /** The browser was sent to the client's redirect URI, or to any other address off the server's pages. */
  | {
      readonly kind: 'redirect';
      readonly location: URL;
      readonly exchange: RawExchange;
      readonly pages: Pages;
    }
  /** The browser stands on a page from which it is not sent on: an error page, or a refused login. */
  | { readonly kind: 'page'; readonly exchange: RawExchange; readonly pages: Pages };

/** The pages passed on the way. */
export interface Pages {
  readonly login?: RawExchange;
  readonly consent?: RawExchange;
  /** The answer to the last form sent. */
  readonly lastSubmission?: RawExchange;
  readonly all: readonly RawExchange[];
}

type Send = (request: HttpRequest) => Promise<RawExchange>;

/**
 * Plays a member's browser by following HTML forms: signs in when a password is asked for, answers the consent page,
 * follows redirects, keeps cookies. Runs no script. One driver is one browser profile of one member.
 */
export class FormDriver {
  readonly #settings: LoginSettings;
  readonly #member: TestMember;
  readonly #jar = new CookieJar(undefined, { rejectPublicSuffixes: false, looseMode: true });
  readonly #spendLogin: () => void;

  /** @param spendLogin called before a password is sent; throws when no more may be */
  constructor(settings: LoginSettings, member: TestMember, spendLogin: () => void) {
    this.#settings = settings;
    this.#member = member;
    this.#spendLogin = spendLogin;
  }

  /**
   * @param first the authorization request
   * @param isClient tells the client's redirect URI from the server's own pages
   * @param password sent in place of the member's own, for checks of a refused login
   */
  async authorize(
    first: HttpRequest,
    isClient: (url: URL) => boolean,
    choice: ConsentChoice,
    send: Send,
    password: string = this.#member.password,
  ): Promise<AuthorizationEnd> {
    const pages: {
      login?: RawExchange;
      consent?: RawExchange;
      lastSubmission?: RawExchange;
      all: RawExchange[];
    } = {
      all: [],
    };
    let request = first;
    let signedIn = false;
    const origin = new URL(first.url).origin;
    for (let step = 0; step < MOST_STEPS; step++) {
      const exchange = await this.visit(request, send);
      pages.all.push(exchange);
      if (request.method === 'POST' && step > 0) pages.lastSubmission = exchange;
      const location = redirectOf(exchange);
      if (location) {
        if (isClient(location) || location.origin !== origin)
          return { kind: 'redirect', location, exchange, pages };
        request = { method: 'GET', url: location.href };
        continue;
      }
      const forms = exchange.response.status < 500 ? formsOf(exchange.response.body, request.url) : [];
      const login = forms.find((form) => form.element.querySelector('input[type=password]'));
      if (login) {
        if (signedIn) return { kind: 'page', exchange, pages };
        pages.login = exchange;
        signedIn = true;
        this.#spendLogin();
        request = this.fillLogin(login, password);
        continue;
      }
      const answer = exchange.response.status < 400 ? this.#consent(exchange, forms, choice) : undefined;
      if (!answer) {
        const next = exchange.response.status < 400 ? press(forms, GO_ON) : undefined;
        if (!next) return { kind: 'page', exchange, pages };
        request = next;
        continue;
      }
      pages.consent = exchange;
      if (choice === 'stop') return { kind: 'page', exchange, pages };
      request = answer;
    }
    throw new Error(`the login did not end after ${MOST_STEPS} pages`);
  }

  /** One request with the cookies of this browser; those of the answer are kept. No redirect is followed. */
  async visit(request: HttpRequest, send: Send): Promise<RawExchange> {
    const cookie = await this.#jar.getCookieString(request.url);
    const exchange = await send({
      ...request,
      headers: { accept: 'text/html,*/*;q=0.8', ...request.headers, ...(cookie && { cookie }) },
    });
    for (const [name, value] of exchange.response.headers) {
      if (name === 'set-cookie') await this.#jar.setCookie(value, request.url, { ignoreError: true });
    }
    return exchange;
  }

  /** The login form as the member sends it. */
  fillLogin(form: HtmlForm, password: string = this.#member.password): HttpRequest {
    const inputs = form.element.querySelectorAll('input');
    const secret =
      this.#settings.passwordField ??
      inputs.find((input) => input.getAttribute('type') === 'password')?.getAttribute('name');
    const user =
      this.#settings.userNameField ??
      inputs
        .find((input) =>
          ['text', 'email', 'tel', undefined].includes(input.getAttribute('type')?.toLowerCase()),
        )
        ?.getAttribute('name');
    const kept = form.fields.filter(([name]) => name !== user && name !== secret);
    return submission(form, [
      ...kept,
      [user ?? 'username', this.#member.userName],
      [secret ?? 'password', password],
    ]);
  }

  #consent(
    exchange: RawExchange,
    forms: readonly HtmlForm[],
    choice: ConsentChoice,
  ): HttpRequest | undefined {
    const pressed = this.answerConsent(forms, choice);
    if (pressed) return pressed;
    const settings = this.#settings;
    const page = parse(exchange.response.body);
    const [selector, words] = choice === 'deny' ? [settings.deny, DENY] : [settings.allow, ALLOW];
    const link = selector
      ? page.querySelector(selector)
      : page.querySelectorAll('a').find((candidate) => forms.length > 0 && words.test(labelOf(candidate)));
    const href = link?.getAttribute('href');
    return href ? { method: 'GET', url: new URL(href, exchange.request.url).href } : undefined;
  }

  /** What pressing a button of the consent form sends; `undefined` when no button means the choice. */
  answerConsent(forms: readonly HtmlForm[], choice: ConsentChoice): HttpRequest | undefined {
    const settings = this.#settings;
    const [selector, words] = choice === 'deny' ? [settings.deny, DENY] : [settings.allow, ALLOW];
    return press(forms, selector ?? words, (form) => this.#ticks(form, choice));
  }

  /** The form's fields with only those boxes ticked that the choice names. */
  #ticks(form: HtmlForm, choice: ConsentChoice): (readonly [string, string])[] {
    if (typeof choice === 'string') return [...form.fields];
    const boxes = form.element.querySelectorAll(this.#settings.tick ?? 'input[type=checkbox]');
    const isBox = (name: string) => boxes.some((box) => box.getAttribute('name') === name);
    const ticked = boxes
      .filter((box) => choice.only.test(`${box.getAttribute('value')} ${box.getAttribute('name')}`))
      .map((box) => [box.getAttribute('name') ?? '', box.getAttribute('value') ?? 'on'] as const);
    return [...form.fields.filter(([name]) => !isBox(name)), ...ticked];
  }
}

/**
 * What pressing a button sends.
 * @param which a CSS selector, or what is read on the button
 */
function press(
  forms: readonly HtmlForm[],
  which: string | RegExp,
  fieldsOf: (form: HtmlForm) => readonly (readonly [string, string])[] = ({ fields }) => fields,
): HttpRequest | undefined {
  for (const form of forms) {
    const buttons = form.element.querySelectorAll('button, input[type=submit]');
    const chosen = typeof which === 'string' ? form.element.querySelectorAll(which) : undefined;
    const button = buttons.find((candidate) =>
      typeof which === 'string' ? chosen?.includes(candidate) : which.test(labelOf(candidate)),
    );
    if (!button) continue;
    const name = button.getAttribute('name');
    const pressed: [string, string][] = name ? [[name, button.getAttribute('value') ?? '']] : [];
    return submission(form, [...fieldsOf(form), ...pressed]);
  }
  return undefined;
}

/** True for pages whose consent form has boxes to tick. */
export function boxesOf(page: RawExchange, selector = 'input[type=checkbox]'): HTMLElement[] {
  return parse(page.response.body).querySelectorAll(selector);
}
