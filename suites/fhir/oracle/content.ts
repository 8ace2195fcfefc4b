import { createHash } from 'node:crypto';

/** Enough for a large harvest; older contents are judged again when they come back. */
const CONTENTS_KEPT = 6000;

/** What is known of one content; filled by those who ask. */
export type Known = Map<string, unknown>;

const byContent = new Map<string, Known>();
const byObject = new WeakMap<object, Known>();

/**
 * A place to keep what follows from a resource's content alone, such as findings or search values: the same for every
 * copy of the content, however often it is read. Tags are left out, since they may name the request.
 */
export function knownOf(resource: object): Known {
  const held = byObject.get(resource);
  if (held) return held;
  const key = createHash('sha1').update(contentOf(resource)).digest('base64');
  const known = byContent.get(key) ?? new Map();
  byContent.delete(key);
  byContent.set(key, known);
  if (byContent.size > CONTENTS_KEPT) {
    const [oldest] = byContent.keys();
    if (oldest !== undefined) byContent.delete(oldest);
  }
  byObject.set(resource, known);
  return known;
}

/** Computes something that follows from a resource's content, once per content. */
export function remembered<T>(resource: object, key: string, make: () => T): T {
  const known = knownOf(resource);
  if (!known.has(key)) known.set(key, make());
  return known.get(key) as T;
}

/** A resource as text, without the tags. */
export function contentOf(resource: unknown): string {
  const text = JSON.stringify(untagged(resource));
  // A function that looks at every property takes several times as long: only for tags of contained resources.
  return text?.includes('"tag":')
    ? JSON.stringify(resource, (name, value) => (name === 'tag' ? undefined : value))
    : text;
}

function untagged(resource: unknown): unknown {
  if (typeof resource !== 'object' || resource === null || !('meta' in resource)) return resource;
  const { meta } = resource;
  if (typeof meta !== 'object' || meta === null || !('tag' in meta)) return resource;
  return { ...resource, meta: { ...meta, tag: undefined } };
}
