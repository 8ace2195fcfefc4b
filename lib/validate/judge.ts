import type { ProfileFinding, Validator } from '../../profiles/engine/finding.ts';

/** A profile that the user named. */
export interface NamedProfile {
  /** Canonical URL, with version where given. */
  readonly canonical: string;
  /** Type of the resources it is for. */
  readonly type: string;
}

export interface Judgement {
  readonly findings: readonly ProfileFinding[];
  /** Canonical of each named profile, once for every resource it was applied to. */
  readonly applied: readonly string[];
}

/**
 * Judges one resource by its claims and by those named profiles that are for its type; a Bundle's entries likewise.
 */
export function judge(validator: Validator, resource: unknown, profiles: readonly NamedProfile[]): Judgement {
  const own = canonicalsFor(resource, profiles);
  const findings = validator.validate(resource, { profiles: own });
  const entries = profiles.length > 0 ? entriesOf(resource) : [];
  if (entries.length === 0) return { findings, applied: own };
  const applied = [...own];
  const known = new Set(findings.map(identity));
  const more: ProfileFinding[] = [];
  const resolve = resolver(entries);
  for (const { resource: entry, index } of entries) {
    const named = canonicalsFor(entry, profiles);
    if (named.length === 0) continue;
    applied.push(...named);
    // What the entry claims has been judged with its Bundle.
    for (const finding of validator.validate(entry, { profiles: named, claims: false, resolve })) {
      const inBundle = { ...finding, path: pathInBundle(finding.path, index) };
      if (!known.has(identity(inBundle))) more.push(inBundle);
    }
  }
  return { findings: more.length > 0 ? [...findings, ...more] : findings, applied };
}

function canonicalsFor(resource: unknown, profiles: readonly NamedProfile[]): string[] {
  const type = property(resource, 'resourceType');
  return profiles.filter((profile) => profile.type === type).map(({ canonical }) => canonical);
}

function identity({ path, expected, received, rule }: ProfileFinding): string {
  return JSON.stringify([path, expected, received, rule.kind, rule.profile, rule.element, rule.key]);
}

function pathInBundle(path: string, index: number): string {
  return `Bundle.entry[${index}].resource${path.replace(/^\w+/, '')}`;
}

interface Entry {
  readonly resource: unknown;
  readonly fullUrl: unknown;
  readonly index: number;
}

/** The resources inside a Bundle; none for anything else. */
export function entriesOf(resource: unknown): Entry[] {
  const list = property(resource, 'resourceType') === 'Bundle' ? property(resource, 'entry') : undefined;
  if (!Array.isArray(list)) return [];
  return list
    .map((entry: unknown, index) => ({
      resource: property(entry, 'resource'),
      fullUrl: property(entry, 'fullUrl'),
      index,
    }))
    .filter((entry) => entry.resource !== undefined);
}

/** By full URL and by `Type/id`, as FHIR R4 bundle.html §2.36.4 resolves references. */
function resolver(entries: readonly Entry[]): (reference: string) => unknown {
  const byReference = new Map<string, unknown>();
  for (const { resource, fullUrl } of entries) {
    const name = typeOf(resource);
    if (name?.includes('/')) byReference.set(name, resource);
    if (typeof fullUrl === 'string') byReference.set(fullUrl, resource);
  }
  return (reference) => byReference.get(reference);
}

/** `Patient/17`, or `Patient` without an id; undefined for what is no resource. */
export function typeOf(resource: unknown): string | undefined {
  const type = property(resource, 'resourceType');
  const id = property(resource, 'id');
  if (typeof type !== 'string') return undefined;
  return typeof id === 'string' ? `${type}/${id}`.slice(0, 140) : type.slice(0, 64);
}

function property(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}
