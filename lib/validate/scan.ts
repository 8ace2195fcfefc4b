export interface JsonScan {
  /** How deep objects and arrays lie in each other at most. */
  readonly depth: number;
  /** Colons outside strings: in valid JSON one for each member, duplicates included. */
  readonly members: number;
  /** Whether everything that was opened was closed, and at least one thing was. */
  readonly closed: boolean;
}

const [QUOTE, BACKSLASH, COLON] = [0x22, 0x5c, 0x3a];
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Measures a text without parsing it: linear, no recursion, whatever the text. What it says holds for valid JSON, and
 * `depth` holds up to the first error of an invalid one.
 */
export function scanJson(text: string): JsonScan {
  let [level, depth, members] = [0, 0, 0];
  let least = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) at = endOfString(text, at);
    else if (character === COLON) members++;
    else if (character === OPEN_OBJECT || character === OPEN_ARRAY) {
      if (++level > depth) depth = level;
    } else if (character === CLOSE_OBJECT || character === CLOSE_ARRAY) {
      if (--level < least) least = level;
    }
  }
  return { depth, members, closed: level === 0 && least === 0 && depth > 0 };
}

function endOfString(text: string, begin: number): number {
  for (let at = begin + 1; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) return at;
    if (character === BACKSLASH) at++;
  }
  return text.length;
}
