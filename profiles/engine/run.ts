import type { ProfileFinding, RuleKind } from './finding.ts';
import { isObject, type JsonObject } from './json-access.ts';

/** Deeper nesting than any published resource needs; JSON beyond it is refused, not walked. */
export const MAX_DEPTH = 200;
export const MAX_FINDINGS = 10_000;

const RANK = { error: 2, warning: 1, information: 0 } as const;

/** Where a rule comes from: the definition as `url|version`, and the id of its element. */
export interface Place {
  readonly profile: string;
  readonly element: string;
}

export interface Report {
  readonly severity: ProfileFinding['severity'];
  readonly code: ProfileFinding['code'];
  readonly kind: RuleKind;
  readonly expected: string;
  readonly received: string;
  readonly key?: string;
  /** A sentence for the cases that "Expected …, received …" does not tell well. */
  readonly message?: string;
  /** What follows the path of the walk, such as `.name` for an absent element. */
  readonly below?: string;
}

/** A rule compiled for one element: judges one value, with the `_` sibling that holds a primitive's extensions. */
export type Check = (value: unknown, sibling: unknown, run: Run) => void;

/** The state of one validation: where the walk stands, and what it has found. */
export class Run {
  readonly findings: ProfileFinding[] = [];
  /** The resource that the walk is in: `%resource` of FHIRPath, the contained one inside `contained`. */
  resource: JsonObject = {};
  /** The resource that contains it, or itself: `%rootResource`. */
  root: JsonObject = {};
  /** The Bundles around the resource, innermost last. */
  readonly bundles: JsonObject[] = [];
  /** Urls of the extensions around the place of the walk, innermost last. */
  readonly extensions: string[] = [];
  depth = 0;
  full = false;
  private readonly segments: string[] = [];
  private readonly seen = new Map<string, number>();
  readonly claims: boolean;
  private readonly known: ((reference: string) => unknown) | undefined;

  constructor(known: ((reference: string) => unknown) | undefined, claims: boolean) {
    this.known = known;
    this.claims = claims;
  }

  enter(segment: string): void {
    this.segments.push(segment);
  }

  leave(): void {
    this.segments.pop();
  }

  get path(): string {
    return this.segments.join('');
  }

  /** Records a finding once per place, rule and message; of two bindings to one value set the stricter stays. */
  report(place: Place, report: Report): void {
    if (this.full) return;
    const path = report.below ? this.path + report.below : this.path;
    const message = report.message ?? `Expected ${report.expected}, received ${report.received}.`;
    const same = `${path}\n${report.kind}\n${report.key ?? ''}\n${report.kind === 'binding' ? '' : message}`;
    const before = this.seen.get(same);
    const finding: ProfileFinding = {
      severity: report.severity,
      code: report.code,
      path,
      message,
      expected: report.expected,
      received: report.received,
      rule: { kind: report.kind, ...place, ...(report.key === undefined ? {} : { key: report.key }) },
    };
    if (before !== undefined) {
      const held = this.findings[before];
      if (held && RANK[held.severity] < RANK[report.severity]) this.findings[before] = finding;
      return;
    }
    if (this.findings.length >= MAX_FINDINGS) {
      this.full = true;
      this.findings.push({
        ...finding,
        severity: 'error',
        code: 'not-supported',
        message: `More than ${MAX_FINDINGS} findings; the rest of the resource was not judged.`,
        expected: `at most ${MAX_FINDINGS} findings`,
        received: 'more',
        rule: { kind: 'limit', ...place },
      });
      return;
    }
    this.seen.set(same, this.findings.push(finding) - 1);
  }

  /** Whether `judge` finds no error, without recording what it finds: for discriminators of type `profile`. */
  passes(judge: (trial: Run) => void): boolean {
    const trial = new Run(this.known, this.claims);
    trial.resource = this.resource;
    trial.root = this.root;
    trial.depth = this.depth;
    trial.bundles.push(...this.bundles);
    judge(trial);
    return !trial.findings.some((finding) => finding.severity === 'error');
  }

  /** Resolves a reference within contained resources, the Bundles around, and what the caller knows. */
  resolve(reference: string): JsonObject | undefined {
    if (reference.startsWith('#')) {
      if (reference === '#') return this.root;
      const id = reference.slice(1);
      const contained = this.root.contained;
      return Array.isArray(contained)
        ? contained.filter(isObject).find((resource) => resource.id === id)
        : undefined;
    }
    for (const bundle of this.bundles.toReversed()) {
      const found = findInBundle(bundle, reference);
      if (found) return found;
    }
    const known = this.known?.(reference);
    return isObject(known) ? known : undefined;
  }
}

const bundleIndexes = new WeakMap<JsonObject, Map<string, JsonObject>>();

/** By full URL, and by `Type/id` as the end of a full URL or of the resource itself (R4 bundle.html#references). */
function findInBundle(bundle: JsonObject, reference: string): JsonObject | undefined {
  let index = bundleIndexes.get(bundle);
  if (!index) {
    index = new Map();
    for (const entry of Array.isArray(bundle.entry) ? bundle.entry.filter(isObject) : []) {
      const { fullUrl, resource } = entry;
      if (!isObject(resource)) continue;
      if (typeof fullUrl === 'string') index.set(fullUrl, resource);
      if (typeof resource.resourceType === 'string' && typeof resource.id === 'string') {
        const relative = `${resource.resourceType}/${resource.id}`;
        if (!index.has(relative)) index.set(relative, resource);
      }
    }
    bundleIndexes.set(bundle, index);
  }
  return index.get(reference) ?? index.get(reference.replace(/\/_history\/[^/]+$/, ''));
}

const SHOWN = 120;

/** A short rendering of what was received, for messages. Writes no more than it shows, whatever the value's size. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = write(value, '');
  return text.length > SHOWN ? `${text.slice(0, SHOWN - 3)}…` : text;
}

function write(value: unknown, before: string): string {
  if (before.length > SHOWN) return before;
  if (typeof value === 'string') return before + JSON.stringify(value.slice(0, SHOWN + 1));
  if (typeof value !== 'object' || value === null) return before + String(value);
  const isArray = Array.isArray(value);
  let text = before + (isArray ? '[' : '{');
  let first = true;
  for (const name in value) {
    if (text.length > SHOWN) return text;
    if (!first) text += ',';
    first = false;
    if (!isArray) text += `${JSON.stringify(name)}:`;
    text = write((value as Record<string, unknown>)[name], text);
  }
  return text + (isArray ? ']' : '}');
}
