import type { ProfileFinding } from '../../profiles/engine/finding.ts';
import type { Mutant } from './mutations/mutant.ts';

const RANK = { error: 2, warning: 1, information: 0 } as const;

/**
 * Whether a mutant is caught: by a finding that the sound resource did not have, of an expected kind (and key), at least
 * as severe as owed, and standing at the changed place or above it. What is owed as information ("this cannot be
 * told") may have stood there before.
 */
export function isDetected(
  mutant: Mutant,
  findings: readonly ProfileFinding[],
  before: readonly ProfileFinding[],
): boolean {
  const known = new Set(before.map(signature));
  const owed = RANK[mutant.severity ?? 'error'];
  return findings.some(
    (finding) =>
      RANK[finding.severity] >= owed &&
      mutant.expects.includes(finding.rule.kind) &&
      (mutant.key === undefined || finding.rule.key === mutant.key) &&
      standsAtOrAbove(finding.path, mutant.path) &&
      (owed === RANK.information || !known.has(signature(finding))),
  );
}

const signature = ({ severity, path, rule }: ProfileFinding): string =>
  [severity, path, rule.kind, rule.element, rule.key].join(' ');

/**
 * Whether a finding's path is the changed place or contains it. A list may be named without an index, a choice without
 * its type (`value` for `valueQuantity`, `value.ofType(Quantity)` likewise), and where a list as a whole was changed
 * a finding may name any of its items.
 */
export function standsAtOrAbove(found: string, changed: string): boolean {
  const outer = segments(found);
  const inner = segments(changed);
  return (
    outer.length <= inner.length &&
    outer.every((segment, depth) => {
      const other = inner[depth];
      if (!other || !sameName(segment.name, other.name)) return false;
      return segment.index === undefined || other.index === undefined || segment.index === other.index;
    })
  );
}

function segments(path: string): { name: string; index: string | undefined }[] {
  return path
    .replaceAll(/\.ofType\(\w+\)/g, '')
    .split('.')
    .map((part) => {
      const [, name = part, index] = /^([^[]+)(?:\[(\d+)\])?$/.exec(part) ?? [];
      return { name, index };
    });
}

const sameName = (found: string, changed: string): boolean =>
  found === changed ||
  found === changed.replace(/^_/, '') ||
  (changed.startsWith(found) && /^[A-Z]/.test(changed.slice(found.length)));
