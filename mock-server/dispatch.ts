import type { Route } from './context.ts';

/** What a request is for. */
export interface Found {
  readonly route: Route;
  /** Values of the `:name` segments, decoded. */
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the route of a method and a path. Throws `MalformedPath`. */
export type Dispatch = (method: string, path: string) => Found | undefined;

export class MalformedPath extends Error {
  override readonly name = 'MalformedPath';
  /** As Express and its parsers tell what they cannot read. */
  readonly status = 400;
}

/** A route, and which of its segments are values. */
interface Laid {
  readonly route: Route;
  readonly names: readonly (readonly [at: number, name: string])[];
}

/** Where one more segment leads. */
interface Place {
  readonly literals: Map<string, Place>;
  named?: Place;
  /** Of paths that end here, in the order of the table. */
  readonly ending: Laid[];
  /** Of paths that go on in whatever way. */
  readonly goingOn: Laid[];
}

const createPlace = (): Place => ({ literals: new Map(), ending: [], goingOn: [] });

/**
 * Lays routes out as a tree of path segments: finding one of a hundred takes as many steps as its path has segments,
 * where Express tries one pattern after the other. Segments are `name`, `:name` or, as the last, `*rest`; the more
 * precise path wins, and letters and trailing slashes count.
 */
export function createDispatch(routes: readonly Route[]): Dispatch {
  const root = createPlace();
  for (const route of routes) lay(root, route);
  return (method, path) => {
    const segments = path.split('/');
    const found = find(root, segments, 1, method);
    return found && { route: found.route, params: paramsOf(found, segments) };
  };
}

function lay(root: Place, route: Route): void {
  const segments = route.path.split('/');
  const names = segments.flatMap((segment, at) =>
    segment.startsWith(':') ? [[at, segment.slice(1)] as const] : [],
  );
  let place = root;
  for (const segment of segments.slice(1)) {
    if (segment.startsWith('*')) {
      place.goingOn.push({ route, names });
      return;
    }
    place = placeBehind(place, segment);
  }
  place.ending.push({ route, names });
}

function placeBehind(place: Place, segment: string): Place {
  if (segment.startsWith(':')) {
    place.named ??= createPlace();
    return place.named;
  }
  const next = place.literals.get(segment) ?? createPlace();
  place.literals.set(segment, next);
  return next;
}

function find(place: Place, segments: readonly string[], at: number, method: string): Laid | undefined {
  const segment = segments[at];
  if (segment === undefined) return takerOf(place.ending, method);
  const literal = place.literals.get(segment);
  const isEmpty = segment === '';
  return (
    (literal && find(literal, segments, at + 1, method)) ??
    (place.named && !isEmpty ? find(place.named, segments, at + 1, method) : undefined) ??
    (isEmpty && at === segments.length - 1 ? undefined : takerOf(place.goingOn, method))
  );
}

/** HEAD is GET without a body (RFC 9110 §9.3.2), which the server leaves out. */
function takerOf(laid: readonly Laid[], method: string): Laid | undefined {
  return laid.find(
    ({ route }) =>
      route.method === 'ALL' || route.method === method || (route.method === 'GET' && method === 'HEAD'),
  );
}

function paramsOf({ names }: Laid, segments: readonly string[]): Found['params'] {
  const params: Record<string, string> = {};
  for (const [at, name] of names) params[name] = decoded(segments[at] ?? '');
  return params;
}

function decoded(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new MalformedPath('a segment of the path is not percent-encoded UTF-8');
  }
}
