/** A place in a JSON text: a member of an object or an item of an array, with what holds it. */
export interface JsonNode {
  readonly parent: JsonNode | undefined;
  readonly key: string | number;
}

export interface JsonVisitor {
  /** Every member and item; `offset` is where it begins: a member at its name. */
  value?(node: JsonNode, offset: number): void;
  /** A member whose name the same object has given before. */
  duplicate?(node: JsonNode, offset: number): void;
}

/** The first place where a text departs from RFC 8259. */
export interface JsonError {
  readonly offset: number;
  readonly expected: string;
  readonly at: JsonNode | undefined;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SPACE = /[ \t\n\r]*/y;
const LITERAL = /true|false|null/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 8259 §7 wants them escaped
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

class Stop extends Error {
  readonly error: JsonError;
  constructor(error: JsonError) {
    super(error.expected);
    this.error = error;
  }
}

/**
 * Reads a JSON text by the grammar of RFC 8259 and tells a visitor where everything stands. It is slower than
 * `JSON.parse` and meant for texts in which something is to be pointed at. Recursive: bound the depth beforehand.
 *
 * @returns where the text stops being JSON, or undefined when it is JSON throughout
 */
export function walkJson(text: string, visitor: JsonVisitor): JsonError | undefined {
  try {
    new Walk(text, visitor).document();
  } catch (stop) {
    if (stop instanceof Stop) return stop.error;
    throw stop;
  }
  return undefined;
}

class Walk {
  readonly #text: string;
  readonly #visitor: JsonVisitor;
  #offset = 0;

  constructor(text: string, visitor: JsonVisitor) {
    this.#text = text;
    this.#visitor = visitor;
  }

  document(): void {
    this.#take(SPACE);
    this.#value(undefined);
    this.#take(SPACE);
    if (this.#offset < this.#text.length) this.#fail('the end of the text', undefined);
  }

  #value(node: JsonNode | undefined): void {
    const first = this.#text[this.#offset];
    if (first === '{') this.#object(node);
    else if (first === '[') this.#array(node);
    else if (first === '"') this.#string(node);
    else if (this.#take(NUMBER) === '' && this.#take(LITERAL) === '') this.#fail('a JSON value', node);
  }

  #object(node: JsonNode | undefined): void {
    this.#offset++;
    this.#take(SPACE);
    if (this.#next('}')) return;
    const names = new Set<string>();
    do {
      this.#take(SPACE);
      const begin = this.#offset;
      if (this.#text[begin] !== '"') this.#fail('a property name in double quotes', node);
      const member = { parent: node, key: this.#string(node) };
      this.#take(SPACE);
      if (!this.#next(':')) this.#fail('a colon after the property name', member);
      this.#take(SPACE);
      if (names.has(member.key)) this.#visitor.duplicate?.(member, begin);
      names.add(member.key);
      this.#visitor.value?.(member, begin);
      this.#value(member);
      this.#take(SPACE);
    } while (this.#next(','));
    if (!this.#next('}')) this.#fail('a comma or a closing brace', node);
  }

  #array(node: JsonNode | undefined): void {
    this.#offset++;
    this.#take(SPACE);
    if (this.#next(']')) return;
    let key = 0;
    do {
      this.#take(SPACE);
      const item = { parent: node, key: key++ };
      this.#visitor.value?.(item, this.#offset);
      this.#value(item);
      this.#take(SPACE);
    } while (this.#next(','));
    if (!this.#next(']')) this.#fail('a comma or a closing bracket', node);
  }

  #string(node: JsonNode | undefined): string {
    const begin = this.#offset++;
    do this.#take(PLAIN);
    while (this.#take(ESCAPE) !== '');
    if (!this.#next('"')) this.#fail('a string that ends, with its control characters escaped', node);
    return JSON.parse(this.#text.slice(begin, this.#offset)) as string;
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#offset;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#offset += found.length;
    return found;
  }

  #next(character: string): boolean {
    if (this.#text[this.#offset] !== character) return false;
    this.#offset++;
    return true;
  }

  #fail(expected: string, at: JsonNode | undefined): never {
    throw new Stop({ offset: this.#offset, expected, at });
  }
}

/** The FHIRPath of a node: `Patient.name[0].family`. */
export function nodePath(root: string, node: JsonNode | undefined): string {
  let path = '';
  for (let at = node; at; at = at.parent)
    path = typeof at.key === 'number' ? `[${at.key}]${path}` : `.${at.key}${path}`;
  return root + path;
}
