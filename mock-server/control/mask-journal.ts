import { createHmac, randomBytes } from 'node:crypto';

export type Headers = Readonly<Record<string, string | readonly string[]>>;

/** What of an exchange can hold secrets. */
export interface Maskable {
  readonly url: string;
  readonly requestHeaders: Headers;
  readonly requestBody: string;
  readonly responseHeaders: Headers;
  readonly responseBody: string;
}

const SECRET =
  /^(?:code|csrf|interaction|jti|id_token_hint)$|token$|secret|password|verifier|assertion|credential|access_?code/i;
/** They name kinds of tokens, hints and states of forms, no secrets. */
const NO_SECRET = /^(?:token_type|token_type_hint|subject_token_type)$/i;
const WITH_QUERY = new Set(['location', 'referer', 'content-location']);

const isSecret = (name: string) => SECRET.test(name) && !NO_SECRET.test(name);

/**
 * Replaces secrets by pseudonyms; equal secrets stay equal for as long as the process lives. A secret that was named
 * as one anywhere in the exchange (a parameter, a member of JSON, a hidden field) is replaced wherever it stands.
 */
export function createMasker(): <Exchange extends Maskable>(exchange: Exchange) => Exchange {
  const key = randomBytes(32);
  const pseudonym = (kind: string, secret: string) =>
    `${kind}#${createHmac('sha256', key).update(secret).digest('hex').slice(0, 8)}`;
  return (exchange) => {
    const secrets = new Map<string, string>();
    const isFhir = exchange.url.includes('/ghp/fhir4/');
    for (const [name, secret, sent = secret] of secretsIn(exchange)) {
      // A search by code: of FHIR data, which is no secret of the sandbox.
      if (isFhir && name === 'code') continue;
      for (const form of [secret, sent, encodeURIComponent(secret), formEncoded(secret)]) {
        if (!secrets.has(form)) secrets.set(form, pseudonym(name, secret));
      }
    }
    // The longest first: a secret may begin with another.
    const ordered = [...secrets].sort(([a], [b]) => b.length - a.length);
    const mask = (text: string) =>
      ordered.reduce((masked, [secret, stand]) => masked.replaceAll(secret, stand), text);
    return {
      ...exchange,
      url: mask(exchange.url),
      requestHeaders: maskHeaders(exchange.requestHeaders, mask, pseudonym),
      requestBody: mask(exchange.requestBody),
      responseHeaders: maskHeaders(exchange.responseHeaders, mask, pseudonym),
      responseBody: mask(exchange.responseBody),
    };
  };
}

/** As browsers send it, and as the journal has addresses: with `+` for a space, and `!` escaped too. */
function formEncoded(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}

/** `sent`: as it stands in a query or a form, escaped in whatever way. */
type Found = readonly [name: string, secret: string, sent?: string];

function* secretsIn({ url, requestHeaders, requestBody, responseHeaders, responseBody }: Maskable) {
  yield* inPairs(queryOf(url));
  yield* inText(requestBody);
  yield* inText(responseBody);
  for (const headers of [requestHeaders, responseHeaders]) {
    for (const [name, value] of Object.entries(headers)) {
      for (const one of [value].flat()) yield* inHeader(name, one);
    }
  }
}

function* inHeader(name: string, value: string): Generator<Found> {
  if (WITH_QUERY.has(name)) yield* inPairs(queryOf(value));
  if (name === 'authorization') {
    const credentials = value.split(' ').slice(1).join(' ');
    const decoded = /^basic /i.test(value) ? Buffer.from(credentials, 'base64').toString() : '';
    if (decoded.includes(':')) yield* longEnough('client_secret', decoded.slice(decoded.indexOf(':') + 1));
    else yield* longEnough('access_token', credentials);
  }
  if (name === 'cookie') {
    for (const pair of value.split(';'))
      yield* longEnough('cookie', pair.slice(pair.indexOf('=') + 1).trim());
  }
  if (name === 'set-cookie') yield* longEnough('cookie', /^[^=]*=([^;]*)/.exec(value)?.[1] ?? '');
}

function* inText(text: string): Generator<Found> {
  if (/^\s*[{[]/.test(text)) yield* inJson(text);
  else if (/^\s*</.test(text)) yield* inHtml(text);
  else yield* inPairs(text);
}

function* inPairs(text: string): Generator<Found> {
  for (const pair of text.split('&')) {
    const sent = pair.slice(pair.indexOf('=') + 1);
    for (const [name, value] of new URLSearchParams(pair)) {
      if (isSecret(name)) yield* longEnough(name, value, sent);
    }
  }
}

/** By pattern: a text that was cut gives its secrets too, the last of them in part. A code of FHIR data is none. */
function* inJson(text: string): Generator<Found> {
  for (const [, name = '', value = ''] of text.matchAll(/"([\w-]+)"\s*:\s*"((?:[^"\\]|\\.)*)/g)) {
    if (name !== 'code' && isSecret(name)) yield* longEnough(name, value);
  }
}

/** Hidden fields, and what a page shows as a secret, by its class. */
function* inHtml(text: string): Generator<Found> {
  for (const [tag] of text.matchAll(/<input\b[^>]*/g)) {
    const name = /\bname="([^"]*)"/.exec(tag)?.[1] ?? '';
    if (isSecret(name)) yield* longEnough(name, /\bvalue="([^"]*)/.exec(tag)?.[1] ?? '');
  }
  for (const [, secret = ''] of text.matchAll(/<[^>]*\bclass="(?:[^"]* )?secret(?: [^"]*)?"[^>]*>([^<]*)/g)) {
    yield* longEnough('secret', secret);
  }
}

/** Shorter ones are no secrets of ours, and would be found everywhere. */
function* longEnough(name: string, secret: string, sent = secret): Generator<Found> {
  if (secret.length >= 4) yield [name, secret, sent];
}

function queryOf(url: string): string {
  return /[?#](.*)$/s.exec(url)?.[1]?.replaceAll('#', '&') ?? '';
}

function maskHeaders(
  headers: Headers,
  mask: (text: string) => string,
  pseudonym: (kind: string, secret: string) => string,
): Headers {
  const one = (name: string, value: string): string => {
    if (name !== 'authorization') return mask(value);
    const [scheme = '', ...rest] = value.split(' ');
    const credentials = rest.join(' ');
    const pair = Buffer.from(credentials, 'base64').toString();
    if (!/^basic$/i.test(scheme) || !pair.includes(':')) return `${scheme} ${mask(credentials)}`;
    const at = pair.indexOf(':');
    // The name stays readable; the header is no longer what was sent, and can't be used.
    return `${scheme} ${pair.slice(0, at)}:${pseudonym('client_secret', pair.slice(at + 1))}`;
  };
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      typeof value === 'string' ? one(name, value) : value.map((each) => one(name, each)),
    ]),
  );
}
