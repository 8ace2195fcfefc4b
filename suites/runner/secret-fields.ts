import { parse } from 'node-html-parser';

/** Parameter and member names whose values are secrets, with the name their pseudonyms get. */
const SECRET_NAMES: Readonly<Record<string, string>> = {
  access_token: 'access-token',
  refresh_token: 'refresh-token',
  id_token: 'id-token',
  token: 'token',
  code: 'code',
  code_verifier: 'code-verifier',
  client_secret: 'client-secret',
  password: 'password',
  repeated: 'password',
  client_assertion: 'client-assertion',
};

/** What plans call the one-time secrets of a live login; `state` is the app's own, and evidence. */
const ONE_TIME = /(csrf|xsrf|nonce|interaction|registration|session|token)(?:[_-]?(?:id|code|key|token))?$/i;
/** A setting may have such a name too (`session=short`): only what may have been drawn is a secret. */
const DRAWN = /^(?=.*[\dA-Z])[\w~+/=.-]{16,}$/;

export interface SecretField {
  readonly kind: string;
  readonly value: string;
  /** As it stands in the page: with character references or percent-encoded. */
  readonly written: string;
}

/**
 * What kind of secret a parameter, form field or member of JSON holds.
 * @returns the name its pseudonyms get; nothing for one that is no secret
 */
export function secretKindOf(name: string, value: string): string | undefined {
  return Object.hasOwn(SECRET_NAMES, name) ? SECRET_NAMES[name] : oneTimeKindOf(name, value);
}

function oneTimeKindOf(name: string, value: string): string | undefined {
  return DRAWN.test(value) ? ONE_TIME.exec(name)?.[1]?.toLowerCase() : undefined;
}

/** One-time secrets in the links of a page or a mail, also of those that nobody follows. */
export function secretsInLinks(text: string): SecretField[] {
  return [...text.matchAll(/[?&;]([\w-]+)=([\w~.%+-]{15,}[\w~%-])/g)].flatMap(
    ([, name = '', written = '']) => {
      const value = new URLSearchParams(`v=${written}`).get('v') ?? '';
      const kind = oneTimeKindOf(name, value);
      return kind ? [{ kind, value, written }] : [];
    },
  );
}

/** The secrets among the hidden fields of a page, and in `<meta name="csrf-token">`. */
export function secretFieldsOf(html: string): SecretField[] {
  return [...html.matchAll(/<(?:input|meta)\b[^>]*>/gi)].flatMap(([tag]) => {
    // Most fields are no candidates, and a page need not be parsed for those that are.
    if (!/hidden|<meta/i.test(tag)) return [];
    const element = parse(tag).querySelector('input, meta');
    const from = element?.tagName === 'META' ? 'content' : 'value';
    const value = element?.getAttribute(from) ?? '';
    const kind = secretKindOf(element?.getAttribute('name') ?? '', value);
    return kind ? [{ kind, value, written: element?.rawAttributes[from] ?? value }] : [];
  });
}
