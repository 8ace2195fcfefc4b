import { isObject, type JsonObject, objects } from '../json-access.ts';
import type { Run } from '../run.ts';

/** Whether a value satisfies an invariant. */
export type Invariant = (value: JsonObject, run: Run) => boolean;

const HTML: ReadonlySet<string> = new Set(
  (
    'a abbr acronym b big blockquote br caption cite code col colgroup dd dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i ' +
    'img li map area ol p pre q samp small span strong sub sup table tbody td tfoot th thead tr tt ul var'
  ).split(' '),
);
const ROOT = /^\s*<div[\s>/]/;
const TAG = /<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const SCRIPTED = /\s(?:on\w+|style\s*=\s*["'][^"']*(?:expression|javascript))\s*=/i;

const contained = (value: JsonObject): readonly JsonObject[] => objects(value.contained);

const has = (value: JsonObject, name: string): boolean =>
  value[name] !== undefined || value[`_${name}`] !== undefined;

/** Strings of the form `#id` anywhere below, whatever element they are the value of. */
function localReferences(value: unknown, into: Set<string>): Set<string> {
  if (typeof value === 'string') {
    if (value.startsWith('#')) into.add(value);
  } else if (Array.isArray(value)) for (const item of value) localReferences(item, into);
  else if (isObject(value)) for (const key in value) localReferences(value[key], into);
  return into;
}

const localIds = new WeakMap<JsonObject, Set<unknown>>();

function containedIds(root: JsonObject): Set<unknown> {
  let ids = localIds.get(root);
  if (!ids) {
    ids = new Set(contained(root).map(({ id }) => id));
    localIds.set(root, ids);
  }
  return ids;
}

/**
 * Invariants of the base types that hold for nearly every value, written out because evaluating their expressions
 * would dominate: by key, with R4's published expressions. `ele-1` is judged by the strict pass itself.
 */
export const NATIVE: ReadonlyMap<string, Invariant> = new Map<string, Invariant>([
  [
    'ext-1',
    (value) => {
      let held = false;
      for (const key in value) if (key.startsWith('value') || key.startsWith('_value')) held = true;
      return held !== (Array.isArray(value.extension) && value.extension.length > 0);
    },
  ],
  ['dom-2', (value) => contained(value).every((one) => one.contained === undefined)],
  [
    'dom-3',
    (value) => {
      if (value.contained === undefined) return true;
      const references = localReferences(value, new Set());
      return contained(value).every(
        (one) =>
          typeof one.id !== 'string' ||
          references.has(`#${one.id}`) ||
          localReferences(one, new Set()).has('#'),
      );
    },
  ],
  [
    'dom-4',
    (value) =>
      contained(value).every(
        ({ meta }) => !isObject(meta) || (!has(meta, 'versionId') && !has(meta, 'lastUpdated')),
      ),
  ],
  ['dom-5', (value) => contained(value).every(({ meta }) => !isObject(meta) || meta.security === undefined)],
  ['dom-6', (value) => isObject(value.text) && has(value.text, 'div')],
  [
    'ref-1',
    ({ reference }, run) =>
      typeof reference !== 'string' ||
      !reference.startsWith('#') ||
      containedIds(run.root).has(reference.slice(1)),
  ],
  // Dates of different precision are compared as far as both go; only a later start is wrong.
  [
    'per-1',
    ({ start, end }) => {
      if (typeof start !== 'string' || typeof end !== 'string') return true;
      if (start.length > 10 && end.length > 10) return !(Date.parse(start) > Date.parse(end));
      const precision = Math.min(start.length, end.length, 10);
      return start.slice(0, precision) <= end.slice(0, precision);
    },
  ],
  // Quantities of different units are not compared; UCUM conversion is more than an invariant of shape should need.
  [
    'rng-2',
    ({ low, high }) =>
      !isObject(low) ||
      !isObject(high) ||
      typeof low.value !== 'number' ||
      typeof high.value !== 'number' ||
      low.unit !== high.unit ||
      low.code !== high.code ||
      low.value <= high.value,
  ],
]);

/** txt-1: only the formatting elements and attributes of XHTML 1.0 that narrative may use. */
export function isPlainHtml(div: string): boolean {
  if (!ROOT.test(div)) return false;
  const open: string[] = [];
  let at = div.indexOf('<');
  while (at >= 0) {
    if (div.startsWith('<!--', at)) {
      const end = div.indexOf('-->', at);
      if (end < 0) return false;
      at = div.indexOf('<', end);
      continue;
    }
    TAG.lastIndex = at;
    const match = TAG.exec(div);
    if (!match) return false;
    const [, closing, name = '', attributes = '', selfClosing] = match;
    if (!HTML.has(name) || (attributes !== '' && SCRIPTED.test(attributes))) return false;
    if (closing) {
      if (open.pop() !== name) return false;
    } else if (!selfClosing) open.push(name);
    at = div.indexOf('<', TAG.lastIndex);
  }
  return open.length === 0;
}

/** txt-2: some content that is not white space; an image counts. */
export const hasHtmlContent = (div: string): boolean => />\s*[^<\s]|<img[\s/>]/.test(div);
