import type { ProfileFinding } from '../../profiles/engine/finding.ts';
import { type JsonNode, nodePath, walkJson } from './json-walk.ts';
import { scanJson } from './scan.ts';

/** No FHIR resource comes near; deeper texts are attacks on parsers, or accidents. */
export const DEEPEST = 200;

/** A finding about the text itself, with the place in it. */
export interface TextFinding {
  readonly finding: ProfileFinding;
  /** Offset in the text (UTF-16 code units); absent where the text as a whole is meant. */
  readonly offset?: number;
}

export interface JsonText {
  /** What the text says; undefined when it could not be read. */
  readonly value: unknown;
  readonly findings: readonly TextFinding[];
}

const BYTE_ORDER_MARK = '\ufeff';
const SURROGATE_ESCAPE = /\\u[dD][89a-fA-F]/;
const SHOWN = 40;

/**
 * Reads one JSON text and says what `JSON.parse` passes over in silence: duplicate property names, numbers beyond
 * what a program can hold, halves of surrogate pairs, a byte order mark, a nesting that endangers readers.
 *
 * Sources: RFC 8259 §4, §6, §8.1 and §8.2; FHIR R4 json.html ("Property names SHALL be unique").
 */
export function readJsonText(raw: string): JsonText {
  const findings: TextFinding[] = [];
  const text = raw.startsWith(BYTE_ORDER_MARK) ? raw.slice(1) : raw;
  if (text !== raw)
    findings.push({
      finding: textFinding(
        'byte-order-mark',
        'Resource',
        'no byte order mark (RFC 8259 §8.1)',
        'U+FEFF',
        'warning',
      ),
    });
  const { depth, members } = scanJson(text);
  if (depth > DEEPEST) {
    const finding = textFinding('nesting', 'Resource', `at most ${DEEPEST} levels of nesting`, `${depth}`);
    return { value: undefined, findings: [...findings, { finding }] };
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { value: undefined, findings: [...findings, syntaxFinding(text)] };
  }
  const surrogates = SURROGATE_ESCAPE.test(text);
  const odd = new Oddities(surrogates);
  odd.count(value);
  if (odd.members !== members) findings.push(...duplicates(text, rootOf(value)));
  if (odd.found) findings.push(...oddValues(value, rootOf(value)));
  return { value, findings };
}

/** Counts members and notices values that are no FHIR values, fast and without paths. */
class Oddities {
  members = 0;
  found = false;
  readonly #surrogates: boolean;

  constructor(surrogates: boolean) {
    this.#surrogates = surrogates;
  }

  count(value: unknown): void {
    if (typeof value === 'object' && value !== null) {
      if (Array.isArray(value)) for (const item of value) this.count(item);
      else
        for (const [key, item] of Object.entries(value)) {
          this.members++;
          if (this.#surrogates && !key.isWellFormed()) this.found = true;
          this.count(item);
        }
    } else if (isOdd(value, this.#surrogates)) this.found = true;
  }
}

function isOdd(value: unknown, surrogates: boolean): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  return surrogates && typeof value === 'string' && !value.isWellFormed();
}

function oddValues(value: unknown, root: string): TextFinding[] {
  const findings: TextFinding[] = [];
  const look = (item: unknown, node: JsonNode | undefined): void => {
    const path = () => nodePath(root, node);
    if (typeof item === 'object' && item !== null)
      for (const [key, member] of Object.entries(item)) {
        const below = { parent: node, key: Array.isArray(item) ? Number(key) : key };
        if (!key.isWellFormed())
          findings.push({
            finding: textFinding('lone-surrogate', path(), 'Unicode property names', key.toWellFormed()),
          });
        look(member, below);
      }
    else if (typeof item === 'string' && !item.isWellFormed())
      findings.push({
        finding: textFinding(
          'lone-surrogate',
          path(),
          'Unicode text (RFC 8259 §8.2)',
          'half of a surrogate pair',
        ),
      });
    else if (typeof item === 'number' && !Number.isFinite(item))
      findings.push({
        finding: textFinding('number-range', path(), 'a number below 1.8e308 (RFC 8259 §6)', 'a larger one'),
      });
  };
  look(value, undefined);
  return findings;
}

function duplicates(text: string, root: string): TextFinding[] {
  const findings: TextFinding[] = [];
  walkJson(text, {
    duplicate(node, offset) {
      const finding = textFinding(
        'duplicate-name',
        nodePath(root, node),
        'property names that are unique within their object',
        `${JSON.stringify(node.key)} again; readers keep the last, or the first`,
      );
      findings.push({ finding, offset });
    },
  });
  return findings;
}

function syntaxFinding(text: string): TextFinding {
  let root = 'Resource';
  const error = walkJson(text, {
    value({ parent, key }, offset) {
      if (parent === undefined && key === 'resourceType')
        root = /^"resourceType"\s*:\s*"([A-Za-z]+)"/.exec(text.slice(offset, offset + 80))?.[1] ?? root;
    },
  });
  const offset = error?.offset ?? 0;
  const rest = text.slice(offset, offset + SHOWN);
  const received = text.trim() === '' ? 'nothing' : rest === '' ? 'the end of the text' : firstWord(rest);
  const expected = error?.expected ?? 'JSON';
  return { finding: textFinding('syntax', nodePath(root, error?.at), expected, received), offset };
}

function firstWord(text: string): string {
  return JSON.stringify(/^(?:[\w+-]+|[\s\S]\S{0,20})/.exec(text)?.[0] ?? text);
}

function rootOf(value: unknown): string {
  const type =
    typeof value === 'object' && value !== null && 'resourceType' in value ? value.resourceType : '';
  return typeof type === 'string' && /^[A-Za-z]+$/.test(type) ? type : 'Resource';
}

/** A finding about a text that is not, or not safely, a resource: kind `json`, or `limit` for what is too large. */
export function textFinding(
  key:
    | 'syntax'
    | 'duplicate-name'
    | 'byte-order-mark'
    | 'number-range'
    | 'lone-surrogate'
    | 'encoding'
    | 'empty-line'
    | 'nesting'
    | 'size',
  path: string,
  expected: string,
  received: string,
  severity: ProfileFinding['severity'] = 'error',
): ProfileFinding {
  const kind = key === 'nesting' || key === 'size' ? 'limit' : 'json';
  return {
    severity,
    code: 'structure',
    path,
    message: `${path}: expected ${expected}, received ${received}`,
    expected,
    received,
    rule: {
      kind,
      profile: 'http://hl7.org/fhir/StructureDefinition/Resource|4.0.1',
      element: 'Resource',
      key,
    },
  };
}
