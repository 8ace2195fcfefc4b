/** The part of FHIRPath (http://hl7.org/fhirpath/N1) that most invariants are written in. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'empty' }
  | { readonly kind: 'this' }
  | { readonly kind: 'environment'; readonly name: string }
  | { readonly kind: 'member'; readonly on: Expression | undefined; readonly name: string }
  | {
      readonly kind: 'call';
      readonly on: Expression | undefined;
      readonly name: string;
      readonly args: readonly Expression[];
    }
  | {
      readonly kind: 'operator';
      readonly name: string;
      readonly left: Expression;
      readonly right: Expression;
    };

/** The expression, or the compiler's idea of it, is outside the part that this engine evaluates itself. */
export class Unsupported extends Error {}

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?)|'((?:[^'\\]|\\.)*)'|`([^`]+)`|(\$this)|%([A-Za-z]+)|([A-Za-z_]\w*)|(<=|>=|!=|[=<>|+.,(){}]))/y;

/** Binary operators from loosest to tightest. */
const LEVELS: readonly (readonly string[])[] = [
  ['implies'],
  ['or', 'xor'],
  ['and'],
  ['in'],
  ['=', '!='],
  ['<', '>', '<=', '>='],
  ['|'],
  ['is'],
  ['+'],
];

interface Token {
  readonly kind: 'number' | 'string' | 'quoted' | 'this' | 'environment' | 'word' | 'sign' | 'end';
  readonly text: string;
}

const KINDS = ['number', 'string', 'quoted', 'this', 'environment', 'word', 'sign'] as const;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' };

function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  const end = source.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const found = TOKEN.exec(source);
    if (!found) throw new Unsupported('a token outside the subset');
    const index = KINDS.findIndex((_, at) => found[at + 1] !== undefined);
    const kind = KINDS[index] ?? 'sign';
    const text = found[index + 1] ?? '';
    tokens.push({
      kind,
      text: kind === 'string' ? text.replaceAll(/\\(.)/g, (_, one: string) => ESCAPES[one] ?? one) : text,
    });
    if (kind === 'string' && /\\u/.test(text)) throw new Unsupported('a unicode escape');
  }
  return [...tokens, { kind: 'end', text: '' }];
}

/** @throws Unsupported for anything outside the subset, malformed expressions included */
export function parse(source: string): Expression {
  const tokens = tokenize(source);
  let at = 0;
  const peek = (): Token => tokens[at] ?? { kind: 'end', text: '' };
  const isSign = (text: string) => peek().kind === 'sign' && peek().text === text;
  const expect = (text: string): void => {
    if (!isSign(text)) throw new Unsupported(`expected ${text}`);
    at += 1;
  };

  function binary(level: number): Expression {
    const operators = LEVELS[level];
    if (!operators) return postfix();
    let left = binary(level + 1);
    while ((peek().kind === 'word' || peek().kind === 'sign') && operators.includes(peek().text)) {
      const name = peek().text;
      at += 1;
      left = { kind: 'operator', name, left, right: binary(level + 1) };
    }
    return left;
  }

  function postfix(): Expression {
    let on = primary();
    while (isSign('.')) {
      at += 1;
      on = invocation(on);
    }
    return on;
  }

  function primary(): Expression {
    const { kind, text } = peek();
    if (kind === 'sign') {
      at += 1;
      if (text === '(') {
        const inner = binary(0);
        expect(')');
        return inner;
      }
      if (text === '{') {
        expect('}');
        return { kind: 'empty' };
      }
      throw new Unsupported(text);
    }
    if (kind === 'word' && text !== 'true' && text !== 'false') return invocation(undefined);
    if (kind === 'quoted') return invocation(undefined);
    at += 1;
    switch (kind) {
      case 'number':
        return { kind: 'literal', value: Number(text) };
      case 'string':
        return { kind: 'literal', value: text };
      case 'word':
        return { kind: 'literal', value: text === 'true' };
      case 'this':
        return { kind: 'this' };
      case 'environment':
        return { kind: 'environment', name: text };
      default:
        throw new Unsupported('the end');
    }
  }

  function invocation(on: Expression | undefined): Expression {
    const { kind, text: name } = peek();
    if (kind !== 'word' && kind !== 'quoted') throw new Unsupported('a step');
    at += 1;
    if (!isSign('(')) return { kind: 'member', on, name };
    at += 1;
    const args: Expression[] = [];
    while (!isSign(')')) {
      args.push(binary(0));
      if (!isSign(')')) expect(',');
    }
    at += 1;
    return { kind: 'call', on, name, args };
  }

  const expression = binary(0);
  if (peek().kind !== 'end') throw new Unsupported(peek().text);
  return expression;
}
