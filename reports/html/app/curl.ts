import type { Exchange } from '../../../suites/runner/result.ts';

export interface TextPart {
  readonly text: string;
  readonly masked: boolean;
}

/** A secret's stand-in, as the harness writes them. */
const pseudonym =
  /(?<![\w-])((?:access-|refresh-|id-)?token|code|code-verifier|client-secret|client-assertion|password|cookie|basic-credentials)#(\d+)/g;

/** Headers that curl writes itself. */
const written = new Set(['host', 'content-length', 'connection', 'accept-encoding', 'transfer-encoding']);

/** `text` cut into what was sent and the pseudonyms that stand for secrets. */
export function splitPseudonyms(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(pseudonym)) {
    if (match.index > from) parts.push({ text: text.slice(from, match.index), masked: false });
    parts.push({ text: match[0], masked: true });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), masked: false });
  return parts;
}

/**
 * The shell variable for a pseudonym: `client-secret#1` → `CLIENT_SECRET`, `access-token#2` → `ACCESS_TOKEN_2`.
 */
export function variableFor(masked: string): string {
  const [kind = '', count = '1'] = masked.split('#');
  const name = kind.toUpperCase().replaceAll('-', '_');
  return count === '1' ? name : `${name}_${count}`;
}

export interface CurlCommand {
  /** For a POSIX shell. */
  readonly command: string;
  /** Shell variables the reader must set, since the secrets are masked. */
  readonly variables: readonly string[];
}

/** The request of an exchange as a curl command. */
export function toCurl(exchange: Exchange): CurlCommand {
  const variables = new Set<string>();
  const quote = (text: string) => shellWord(text, variables);
  const { headers, body } = exchange.request;
  const words = ['curl --include'];
  if (exchange.method === 'HEAD') words.push('--head');
  else if (exchange.method !== (body === undefined ? 'GET' : 'POST'))
    words.push(`--request ${quote(exchange.method)}`);
  if (/[[\]{}]/.test(exchange.url)) words.push('--globoff');
  words.push(quote(exchange.url));
  for (const [name, value] of headers) {
    if (!written.has(name)) words.push(`--header ${quote(value === '' ? `${name};` : `${name}: ${value}`)}`);
  }
  if (body !== undefined) words.push(`--data-raw ${quote(body)}`);
  return { command: words.join(' \\\n  '), variables: [...variables] };
}

/** A POSIX shell word: single quotes around what was sent, double quotes around variables. */
function shellWord(text: string, variables: Set<string>): string {
  const parts = splitPseudonyms(text).map(({ text: part, masked }) => {
    if (!masked) return /^[\w./:=-]+$/.test(part) ? part : `'${part.replaceAll("'", "'\\''")}'`;
    const name = variableFor(part);
    variables.add(name);
    return `"$${name}"`;
  });
  return parts.length === 0 ? "''" : parts.join('');
}
