import { type JsonNode, walkJson } from './json-walk.ts';

interface Wanted {
  readonly below: Map<string | number, Wanted>;
  offset?: number;
}

/**
 * Finds where in a JSON text the elements stand that FHIRPaths name. An element that is not there (it may be missing,
 * which is the finding) stands where what should hold it begins.
 *
 * @param paths such as `Patient.identifier[1].system`; the first name is the root
 * @returns offset of each path, in the same order
 */
export function locate(text: string, paths: readonly string[]): number[] {
  const root: Wanted = { below: new Map(), offset: /[^\s]/.exec(text)?.index ?? 0 };
  const routes = paths.map((path) => plant(root, segments(path)));
  const nodes = new WeakMap<JsonNode, Wanted>();
  walkJson(text, {
    value(node, offset) {
      const holder = node.parent ? nodes.get(node.parent) : root;
      const wanted = holder && match(holder, node.key);
      if (!wanted) return;
      wanted.offset ??= offset;
      nodes.set(node, wanted);
    },
  });
  return routes.map((route) => route.findLast(({ offset }) => offset !== undefined)?.offset ?? 0);
}

/**
 * The names and indexes of a FHIRPath behind its root, as far as it is made of these only. `value.ofType(Quantity)` is
 * the JSON member `valueQuantity`.
 */
function segments(path: string): (string | number)[] {
  const members = path.replace(
    /\.ofType\((?:FHIR\.)?(\w)(\w*)\)/g,
    (_, first, rest) => first.toUpperCase() + rest,
  );
  const plain = /^[^.[\]()]+((?:\.[^.[\]()]+(?!\()|\[\d+\])*)/.exec(members)?.[1] ?? '';
  return [...plain.matchAll(/\.([^.[\]]+)|\[(\d+)\]/g)].map(([, name, index]) => name ?? Number(index));
}

function plant(root: Wanted, keys: readonly (string | number)[]): Wanted[] {
  const route = [root];
  let at = root;
  for (const key of keys) {
    const below = at.below.get(key) ?? { below: new Map() };
    at.below.set(key, below);
    route.push(below);
    at = below;
  }
  return route;
}

/** JSON writes `value` as `valueString` and the extensions of `birthDate` under `_birthDate`. */
function match({ below }: Wanted, key: string | number): Wanted | undefined {
  const exact = below.get(key);
  if (exact || typeof key === 'number') return exact;
  if (key.startsWith('_')) return below.get(key.slice(1));
  for (const [name, wanted] of below)
    if (typeof name === 'string' && key.startsWith(name) && /^[A-Z]/.test(key.slice(name.length)))
      return wanted;
  return undefined;
}

/** Turns offsets of one text into lines and columns, both from 1. */
export function createPlaces(text: string): (offset: number) => { line: number; column: number } {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
