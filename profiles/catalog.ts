/** Things by canonical URL and version. */
export class Catalog<T> {
  readonly #versions = new Map<string, { readonly version: string; readonly item: T }[]>();

  /** The first of a URL and version stays: packages may hold a resource twice. */
  add(url: string, version: string, item: T): void {
    const known = this.#versions.get(url);
    if (!known) this.#versions.set(url, [{ version, item }]);
    else if (!known.some((other) => other.version === version)) {
      known.push({ version, item });
      known.sort((left, right) => compareVersions(right.version, left.version));
    }
  }

  /** The item of exactly that `url|version`; without version, the one of the highest version. */
  exact(canonical: string): T | undefined {
    const { url, version } = splitCanonical(canonical);
    const known = this.#versions.get(url);
    if (version === undefined) return known?.[0]?.item;
    return known?.find((other) => other.version === version)?.item;
  }

  /** The item of the version asked for, else the one of the highest version. */
  find(canonical: string): T | undefined {
    return this.exact(canonical) ?? this.#versions.get(splitCanonical(canonical).url)?.[0]?.item;
  }

  /** Every version of a URL, the highest first. */
  all(url: string): T[] {
    return this.#versions.get(url)?.map(({ item }) => item) ?? [];
  }

  /** Every item of every URL. */
  *values(): Generator<T> {
    for (const known of this.#versions.values()) for (const { item } of known) yield item;
  }
}

/** Splits `url|version`; a fragment after `#` belongs to neither and is dropped (R4 references.html#canonical). */
export function splitCanonical(canonical: string): { url: string; version?: string } {
  const bar = canonical.indexOf('|');
  if (bar < 0) return { url: canonical.split('#', 1)[0] ?? canonical };
  return { url: canonical.slice(0, bar), version: canonical.slice(bar + 1).split('#', 1)[0] ?? '' };
}

/**
 * Orders versions as semver does where they look like it: numbers by value, a release above its pre-releases.
 *
 * @returns negative where `left` is lower
 */
export function compareVersions(left: string, right: string): number {
  const [leftRelease = '', leftLabel] = split(left);
  const [rightRelease = '', rightLabel] = split(right);
  const byRelease = leftRelease.localeCompare(rightRelease, 'en', { numeric: true });
  if (byRelease !== 0) return byRelease;
  if (leftLabel === undefined || rightLabel === undefined) {
    return Number(rightLabel !== undefined) - Number(leftLabel !== undefined);
  }
  return leftLabel.localeCompare(rightLabel, 'en', { numeric: true });
}

const split = (version: string): [string, string?] => {
  const dash = version.indexOf('-');
  return dash < 0 ? [version] : [version.slice(0, dash), version.slice(dash + 1)];
};
