import { LATER_PAGE } from './harvest.ts';
import type { RawExchange } from './http.ts';
import { maskMemberData } from './mask-member-data.ts';
import type { CheckResult, Exchange, RecordedMessage } from './result.ts';
import { secretFieldsOf, secretKindOf, secretsInLinks } from './secret-fields.ts';
import { SecretIndex } from './secret-index.ts';
import type { Target } from './target.ts';

/** Bodies beyond this many characters are cut in reports. */
const BODY_LIMIT = 24_000;

/** Of later pages, which are like the first, that no finding points at: a big plan has thousands of them. */
const LATER_PAGE_LIMIT = 2000;

const SHORTEST = 6;

/**
 * Replaces secrets by pseudonyms that stay the same throughout a run, so that equal values can be told equal:
 * `access-token#2`. Secrets are those of the descriptor and every token, code, verifier, password, cookie and one-time
 * secret of a login that passed by.
 */
export class Masker {
  /** Secrets in every way they are written, with their pseudonyms. */
  readonly #known = new Map<string, string>();
  readonly #secrets = new SecretIndex();
  readonly #counts = new Map<string, number>();
  readonly #target: Target;

  constructor(target: Target) {
    this.#target = target;
    for (const client of Object.values(target.clients))
      if ('secret' in client) this.#learn('client-secret', client.secret);
    this.#learn('control-token', target.control?.token);
    this.#learn('access-token', target.expiredToken);
    this.#learn('password', target.portal?.reviewer?.password);
    this.#learn('password', target.portal?.productionMember?.password);
    for (const member of target.members) this.#learn('password', member.password);
  }

  /**
   * Masks the exchanges of a run. Secrets are learned from all of them before the first is masked.
   * @param telling ids of those that show what is wrong
   */
  mask(exchanges: readonly RawExchange[], telling: ReadonlySet<string> = new Set()): Exchange[] {
    for (const exchange of exchanges) this.#learnFrom(exchange);
    return exchanges.map((exchange) => {
      const isMinor = exchange.origin === LATER_PAGE && !telling.has(exchange.id);
      return this.#exchange(exchange, isMinor ? LATER_PAGE_LIMIT : BODY_LIMIT);
    });
  }

  /** Masks a text that may quote secrets learned so far. */
  text(text: string): string {
    return this.#secrets.replaceIn(text);
  }

  /** A result with every text masked. */
  result(result: CheckResult): CheckResult {
    return this.#value(result) as CheckResult;
  }

  #value(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value);
    if (Array.isArray(value)) return value.map((item) => this.#value(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.#value(item)]));
  }

  #learn(kind: string, value: string | null | undefined, inPage?: string): void {
    if (!value || value.length < SHORTEST) return;
    const pseudonym = this.#known.get(value) ?? this.#newPseudonym(kind);
    const form = new URLSearchParams({ v: value }).toString().slice(2);
    for (const written of [value, encodeURIComponent(value), form, inPage ?? value])
      this.#add(written, pseudonym);
  }

  #newPseudonym(kind: string): string {
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    return `${kind}#${count}`;
  }

  #add(written: string, pseudonym: string): void {
    if (this.#known.has(written)) return;
    this.#known.set(written, pseudonym);
    this.#secrets.add(written, pseudonym);
  }

  #learnFrom({ origin, request, response }: RawExchange): void {
    for (const [name, value] of Object.entries(request.headers ?? {})) {
      if (/^authorization$/i.test(name)) this.#learnAuthorization(value);
      if (/^cookie$/i.test(name))
        for (const pair of value.split('; ')) this.#learn('cookie', pair.slice(pair.indexOf('=') + 1));
    }
    for (const [name, value] of response.headers) {
      if (name === 'set-cookie') this.#learn('cookie', /^[^=]*=([^;]*)/.exec(value)?.[1]);
      if (name === 'location') this.#learnParameters(URL.parse(value, request.url)?.searchParams);
    }
    const isFhir = this.#isFhir(request.url);
    if (!isFhir) this.#learnParameters(URL.parse(request.url)?.searchParams);
    const form = Object.entries(request.headers ?? {}).some(
      ([name, value]) => /^content-type$/i.test(name) && value.includes('x-www-form-urlencoded'),
    );
    if (form && request.body) this.#learnParameters(new URLSearchParams(request.body));
    // Pages of resources give no tokens out, and would all have to be unpacked.
    if (origin === LATER_PAGE) return;
    const { body } = response;
    this.#learn('client-secret', /id="client-secret">([^<]+)</.exec(body)?.[1]);
    for (const match of body.matchAll(/"(access_token|refresh_token|id_token)"\s*:\s*"([^"]+)"/g))
      this.#learn(secretKindOf(match[1] ?? '', match[2] ?? '') ?? 'token', match[2]);
    if (isFhir) return;
    const fields = /^\s*</.test(body) ? secretFieldsOf(body) : [];
    for (const { kind, value, written } of [...fields, ...secretsInLinks(body)])
      this.#learn(kind, value, written);
  }

  /** There `code` is a search parameter. */
  #isFhir(url: string): boolean {
    return [this.#target.patientAccess, this.#target.providerDirectory].some(
      (base) => base && url.startsWith(base),
    );
  }

  #learnAuthorization(value: string): void {
    const [scheme = '', credentials = ''] = value.split(/ +(.*)/s);
    if (/^basic$/i.test(scheme)) {
      this.#learn('basic-credentials', credentials);
      const secret = Buffer.from(credentials, 'base64').toString().split(/:(.*)/s)[1];
      this.#learn('client-secret', secret);
    } else this.#learn('access-token', credentials);
  }

  #learnParameters(parameters: URLSearchParams | undefined): void {
    for (const [name, value] of parameters ?? []) {
      const kind = secretKindOf(name, value);
      if (kind) this.#learn(kind, value);
    }
  }

  #exchange({ id, origin, startedAt, durationMs, request, response }: RawExchange, limit: number): Exchange {
    const { url } = request;
    return {
      id,
      origin,
      startedAt: new Date(startedAt).toISOString(),
      durationMs: Math.round(durationMs * 10) / 10,
      method: request.method,
      url: this.text(url),
      request: this.#message(Object.entries(request.headers ?? {}), request.body, url, BODY_LIMIT),
      response: { status: response.status, ...this.#message(response.headers, response.body, url, limit) },
    };
  }

  #message(
    headers: readonly (readonly [string, string])[],
    body: string | undefined,
    url: string,
    limit: number,
  ): RecordedMessage {
    const shown = headers.map(([name, value]) => [name.toLowerCase(), this.text(value)] as const);
    if (body === undefined || body === '') return { headers: shown };
    const { patientAccess, synthetic } = this.#target;
    const hidden = !synthetic && patientAccess && url.startsWith(patientAccess) ? maskMemberData(body) : body;
    const masked = this.#secrets.replaceIn(hidden, limit);
    return masked.length > limit
      ? { headers: shown, body: headOf(masked, limit), truncated: true, length: body.length }
      : { headers: shown, body: masked };
  }
}

/** A copy: a slice would keep the whole text in memory, and a run sees hundreds of megabytes of bodies. */
function headOf(text: string, limit: number): string {
  return Buffer.from(text.slice(0, limit)).toString();
}
