import { type HTMLElement, parse } from 'node-html-parser';
import { CookieJar } from 'tough-cookie';
import type { HttpRequest, RawExchange } from '../runner/http.ts';
import { redirectOf } from '../runner/http.ts';
import { formsOf, type HtmlForm, labelOf, submission } from '../runner/login/html-form.ts';

const MOST_REDIRECTS = 10;

type Send = (request: HttpRequest) => Promise<RawExchange>;

/** A page as it was received, after its redirects. */
export interface PortalPage {
  readonly url: string;
  readonly exchange: RawExchange;
  readonly root: HTMLElement;
  /** As people read it, white space collapsed. */
  readonly text: string;
  readonly forms: readonly HtmlForm[];
}

/** Values by field name; several for check boxes. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** A person at the portal, by HTML forms and links: keeps cookies, follows redirects, runs no script. */
export class FormBrowser {
  readonly jar = new CookieJar(undefined, { rejectPublicSuffixes: false, looseMode: true });
  readonly #send: Send;

  constructor(send: Send) {
    this.#send = send;
  }

  async open(url: string): Promise<PortalPage> {
    return this.follow({ method: 'GET', url });
  }

  /** Sends a request with this browser's cookies and goes where it is sent. */
  async follow(first: HttpRequest): Promise<PortalPage> {
    let request = first;
    for (let step = 0; step < MOST_REDIRECTS; step++) {
      const exchange = await this.request(request);
      const location = redirectOf(exchange);
      if (!location || location.origin !== new URL(request.url).origin) return pageOf(exchange);
      request = { method: 'GET', url: location.href };
    }
    throw new Error(`${first.url} redirects more than ${MOST_REDIRECTS} times`);
  }

  /** One request with this browser's cookies; no redirect is followed. */
  async request(request: HttpRequest): Promise<RawExchange> {
    const cookie = await this.jar.getCookieString(request.url);
    const exchange = await this.#send({
      ...request,
      headers: { accept: 'text/html,*/*;q=0.8', ...request.headers, ...(cookie && { cookie }) },
    });
    for (const [name, value] of exchange.response.headers)
      if (name === 'set-cookie') await this.jar.setCookie(value, request.url, { ignoreError: true });
    return exchange;
  }

  /** Fills in a form of the page and sends it. */
  async submit(form: HtmlForm, fields: Fields = {}): Promise<PortalPage> {
    return this.follow(filledIn(form, fields));
  }
}

/** The request that the form makes with these values in place of those it holds. */
export function filledIn(form: HtmlForm, fields: Fields): HttpRequest {
  const kept = form.fields.filter(([name]) => !(name in fields));
  const given = Object.entries(fields).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one) => [name, one] as const),
  );
  return submission(form, [...kept, ...given]);
}

export function pageOf(exchange: RawExchange): PortalPage {
  const { url } = exchange.request;
  const root = parse(exchange.response.body, { comment: false });
  let text: string | undefined;
  let forms: readonly HtmlForm[] | undefined;
  // Made when it is asked for: most pages are opened for one thing.
  return {
    url,
    exchange,
    root,
    get text() {
      text ??= (root.querySelector('main') ?? root).structuredText.replaceAll(/\s+/g, ' ');
      return text;
    },
    get forms() {
      forms ??= formsOf(root, url);
      return forms;
    },
  };
}

/** The form that has all these fields. */
export function formWith(page: PortalPage, ...names: readonly string[]): HtmlForm | undefined {
  return page.forms.find(({ element }) =>
    names.every((name) => element.querySelector(`[name="${name}"]`) !== null),
  );
}

/** The form whose button says this. */
export function formNamed(page: PortalPage, words: RegExp): HtmlForm | undefined {
  return page.forms.find(({ element }) =>
    element.querySelectorAll('button, input[type=submit]').some((button) => words.test(labelOf(button))),
  );
}

/** Where a link leads, absolute. */
export function linkNamed(page: PortalPage, words: RegExp): string | undefined {
  const link = page.root.querySelectorAll('a').find((candidate) => words.test(labelOf(candidate)));
  const href = link?.getAttribute('href');
  return href === undefined ? undefined : new URL(href, page.url).href;
}
