import { createHmac, randomBytes } from 'node:crypto';

type Headers = Readonly<Record<string, string | readonly string[]>>;

export interface Masker {
  url(url: string): string;
  headers(headers: Headers): Headers;
  /** A form or JSON body; anything else is left as it is. */
  body(body: string): string;
}

const SECRET_NAMES = new Set([
  'access_token',
  'refresh_token',
  'id_token',
  'token',
  'client_secret',
  'clientSecret',
  'code',
  'code_verifier',
  'password',
  'new_password',
  'access_code',
  'csrf',
]);
const SECRET_HEADERS = new Set(['authorization', 'cookie', 'set-cookie']);
const WITH_QUERY = new Set(['location', 'referer']);

/** Replaces secrets by pseudonyms: equal secrets stay equal for as long as the process lives. */
export function createMasker(): Masker {
  const key = randomBytes(32);
  const pseudonym = (kind: string, secret: string) =>
    secret === '' ? '' : `${kind}#${createHmac('sha256', key).update(secret).digest('hex').slice(0, 8)}`;
  const masked = (name: string, value: string) => (SECRET_NAMES.has(name) ? pseudonym(name, value) : value);

  const pairs = (text: string): string =>
    text
      .split('&')
      .map((pair) => {
        const at = pair.indexOf('=');
        if (at < 0) return pair;
        const name = pair.slice(0, at);
        return SECRET_NAMES.has(name) ? `${name}=${pseudonym(name, pair.slice(at + 1))}` : pair;
      })
      .join('&');
  const url = (text: string): string => {
    const mark = text.indexOf('?');
    return mark < 0 ? text : `${text.slice(0, mark + 1)}${pairs(text.slice(mark + 1))}`;
  };
  const header = (name: string, value: string): string => {
    if (WITH_QUERY.has(name)) return url(value);
    if (name === 'authorization') {
      const [scheme = '', ...rest] = value.split(' ');
      return `${scheme} ${pseudonym('credentials', rest.join(' '))}`.trim();
    }
    return SECRET_HEADERS.has(name)
      ? value.replaceAll(/=([^;,\s]+)/g, (_, it) => `=${pseudonym('cookie', it)}`)
      : value;
  };

  return {
    url,
    headers: (headers) =>
      Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [
          name,
          typeof value === 'string' ? header(name, value) : value.map((one) => header(name, one)),
        ]),
      ),
    body(body) {
      if (!/^\s*[{[]/.test(body)) return /^[^\s<{]+=/.test(body) ? pairs(body) : body;
      try {
        const reviver = (name: string, value: unknown) =>
          typeof value === 'string' && name !== 'code' ? masked(name, value) : value;
        return body.length > 1_000_000 ? body : JSON.stringify(JSON.parse(body, reviver));
      } catch {
        return body;
      }
    },
  };
}
