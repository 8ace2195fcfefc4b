/** A stretch of JSON text and what it is. */
export interface Token {
  readonly kind: 'name' | 'string' | 'number' | 'literal' | 'punctuation' | 'other';
  readonly text: string;
}

const lexeme = /\s+|"(?:[^"\\]|\\.)*(?:"|$)|-?\d[\d.eE+-]*|[A-Za-z]+|[{}[\],:]|[^\s]/gs;

/** Whether a body is to be shown as JSON. */
export function looksLikeJson(contentType: string | undefined, body: string): boolean {
  return /\bjson\b/i.test(contentType ?? '') ? /\S/.test(body) : /^\s*[[{]["\s{[\]}]/.test(body);
}

/**
 * JSON text laid out over lines, as tokens to colour.
 *
 * Works on the text and never on parsed values: `1.00`, a 64-bit integer and a repeated member are evidence and must
 * be shown as they were sent. A body that was cut is laid out as far as it goes.
 */
export function layOutJson(source: string): Token[] {
  const lexemes = (source.match(lexeme) ?? []).filter((text) => /\S/.test(text));
  const tokens: Token[] = [];
  let depth = 0;
  const breakLine = () => tokens.push({ kind: 'other', text: `\n${'  '.repeat(depth)}` });
  lexemes.forEach((text, index) => {
    const next = lexemes[index + 1];
    const previous = lexemes[index - 1];
    if (text === '}' || text === ']') {
      depth = Math.max(0, depth - 1);
      if (previous !== '{' && previous !== '[') breakLine();
    }
    tokens.push({ kind: kindOf(text, next), text });
    if (text === ':') tokens.push({ kind: 'other', text: ' ' });
    if (text === ',') breakLine();
    if (text === '{' || text === '[') {
      depth += 1;
      if (next !== '}' && next !== ']') breakLine();
    }
  });
  return tokens;
}

function kindOf(text: string, next: string | undefined): Token['kind'] {
  if (text.startsWith('"')) return next === ':' ? 'name' : 'string';
  if (/^-?\d/.test(text)) return 'number';
  if (/^[{}[\],:]$/.test(text)) return 'punctuation';
  return /^(?:true|false|null)$/.test(text) ? 'literal' : 'other';
}
