import type { ProfileFinding } from '../../profiles/engine/finding.ts';
import type { JudgedResource, ValidationSummary } from '../../reports/formats/validation.ts';

type Counts = Record<ProfileFinding['severity'], number>;

/** Profiles are named by what is judged: beyond this many they are counted together. */
const MOST_PROFILES = 1_000;
const OTHERS = 'other profiles';

/** Counts findings as they come, without keeping them. */
export class Tally {
  resources = 0;
  entries = 0;
  files = 0;
  readonly unjudged: string[] = [];
  readonly applied: Record<string, number> = {};
  readonly findings: Counts = none();
  readonly #profiles = new Map<string, Counts>();
  readonly #kinds = new Map<ProfileFinding['rule']['kind'], Counts>();

  add({ findings }: JudgedResource): void {
    for (const { severity, rule } of findings) {
      this.findings[severity]++;
      countsOf(this.#kinds, rule.kind)[severity]++;
      const profile =
        this.#profiles.has(rule.profile) || this.#profiles.size < MOST_PROFILES ? rule.profile : OTHERS;
      countsOf(this.#profiles, profile)[severity]++;
    }
  }

  summary(seconds: number): ValidationSummary {
    const { files, resources, entries, findings, applied, unjudged } = this;
    const mostFirst = (a: Counts, b: Counts) =>
      b.error - a.error || b.warning - a.warning || b.information - a.information;
    return {
      files,
      resources,
      entries,
      findings,
      byProfile: [...this.#profiles].map(([profile, counts]) => ({ profile, ...counts })).sort(mostFirst),
      byRule: [...this.#kinds].map(([kind, counts]) => ({ kind, ...counts })).sort(mostFirst),
      applied,
      unjudged,
      seconds,
    };
  }
}

function none(): Counts {
  return { error: 0, warning: 0, information: 0 };
}

function countsOf<Key>(map: Map<Key, Counts>, key: Key): Counts {
  const known = map.get(key);
  if (known) return known;
  const counts = none();
  map.set(key, counts);
  return counts;
}
