import type { Route } from '../context.ts';

/** Upper bounds of the latency histogram, in milliseconds; what is above them all comes last. */
export const BOUNDS_MS: readonly number[] = [0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 10_000];
/** By the first digit of the status; a dropped connection has status 0. */
export const STATUS_CLASSES = ['dropped', '1xx', '2xx', '3xx', '4xx', '5xx'] as const;

const GROUPS: readonly (readonly [prefix: string, group: string])[] = [
  ['/oauth/v1/token', 'token'],
  ['/oauth/v1/authorize', 'authorize'],
  ['/oauth/', 'oauth'],
  ['/.well-known/', 'oauth'],
  ['/ghp/fhir4/providerdirectory/', 'provider-directory'],
  ['/ghp/fhir4/', 'patient-access'],
  ['/member/', 'member'],
];
/** What people open, and every address that is not there. */
const OTHERS = 'pages';

/** What was counted of one group of routes. */
export interface GroupCounts {
  /** By method, then at the place of the status class. */
  readonly statuses: Map<string, Float64Array>;
  /** How many answers took up to each bound and longer than the one before. */
  readonly durations: Float64Array;
  /** One number: all durations together, in milliseconds. */
  readonly total: Float64Array;
}

/**
 * Counts what a sandbox does, from its start on. Counting runs with every request: it allocates nothing and builds no
 * text, which is left to whoever reads.
 */
export class Metrics {
  readonly groups = new Map<string, GroupCounts>();
  /** Access tokens by the grant they were issued for. */
  readonly tokens = new Map<string, number>();
  readonly #byRoute = new Map<Route, GroupCounts>();

  /** A route has answered. @param status 0 when the connection was dropped */
  answered(route: Route, method: string, status: number, durationMs: number): void {
    const counts = this.#byRoute.get(route) ?? this.#countsOf(route);
    countStatus(counts, method, status);
    add(counts.durations, placeOf(durationMs), 1);
    add(counts.total, 0, durationMs);
  }

  /** An answer that no route gave, or that one failed to give. */
  refused(path: string, method: string, status: number): void {
    if (!path.startsWith('/_sandbox')) countStatus(this.#countsAt(path), method, status);
  }

  issued(grant: string): void {
    this.tokens.set(grant, (this.tokens.get(grant) ?? 0) + 1);
  }

  #countsOf(route: Route): GroupCounts {
    const counts = this.#countsAt(route.path);
    this.#byRoute.set(route, counts);
    return counts;
  }

  #countsAt(path: string): GroupCounts {
    const [, group = OTHERS] = GROUPS.find(([prefix]) => path.startsWith(prefix)) ?? [];
    const counts = this.groups.get(group) ?? createCounts();
    this.groups.set(group, counts);
    return counts;
  }
}

function countStatus({ statuses }: GroupCounts, method: string, status: number): void {
  let classes = statuses.get(method);
  if (!classes) {
    classes = new Float64Array(STATUS_CLASSES.length);
    statuses.set(method, classes);
  }
  add(classes, Math.trunc(status / 100), 1);
}

function placeOf(durationMs: number): number {
  let at = 0;
  // Nearly every answer is below the first bound.
  while (durationMs > (BOUNDS_MS[at] ?? Number.POSITIVE_INFINITY)) at += 1;
  return at;
}

function add(numbers: Float64Array, at: number, by: number): void {
  numbers[at] = (numbers[at] ?? 0) + by;
}

function createCounts(): GroupCounts {
  return {
    statuses: new Map(),
    durations: new Float64Array(BOUNDS_MS.length + 1),
    total: new Float64Array(1),
  };
}
