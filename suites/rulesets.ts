/** What a ruleset may add to the portal documentation, the RFCs, FHIR and the guides. */
export type Feature =
  /** SMART App Launch 2.0.0 with its configuration document, revocation and introspection. */
  | 'smart'
  /** 42 CFR 422.119 and 422.120: public directory, latency, data classes. */
  | 'regulation';

/** What a target is held to. Dated, and named in every report. */
export interface Ruleset {
  readonly name: string;
  readonly title: string;
  /** State of the rules, `YYYY-MM-DD`. */
  readonly dated: string;
  readonly features: ReadonlySet<Feature>;
  /** What the rules demand beside and Assay does not judge, each a sentence. */
  readonly notCovered: readonly string[];
}

/** The ruleset of a run that names none. */
export const defaultRuleset: Ruleset = {
  name: 'portal',
  title: 'portal documentation, RFCs, FHIR R4 and the implementation guides',
  dated: '2026-11-01',
  features: new Set(),
  notCovered: [],
};

export const rulesets: readonly Ruleset[] = [
  defaultRuleset,
  {
    name: 'cms-2026',
    title: 'portal, and the federal rules in force in 2026: 42 CFR 422.119 and 422.120, 45 CFR 170.215',
    dated: '2026-01-01',
    features: new Set(['smart', 'regulation']),
    notCovered: [],
  },
  {
    name: 'cms-2027',
    title: 'cms-2026, and what CMS-0057-F adds',
    dated: '2027-01-01',
    features: new Set(['smart', 'regulation']),
    notCovered: [
      'not covered: prior authorization decisions in the Patient Access API (42 CFR 422.119(b)(1)(iv))',
      'not covered: the Provider Access API (42 CFR 422.121(a))',
      'not covered: the Payer-to-Payer API (42 CFR 422.121(b))',
      'not covered: the Prior Authorization API (42 CFR 422.122)',
    ],
  },
];

/** @returns `undefined` when no ruleset has the name */
export function findRuleset(name: string): Ruleset | undefined {
  return rulesets.find((ruleset) => ruleset.name === name);
}

/** Name and date, as reports print them. */
export function rulesetLabel({ name, dated }: Ruleset): string {
  return `${name} (${dated})`;
}

/** Names of the rulesets that include a feature. */
export function rulesetsWith(feature: Feature): string[] {
  return rulesets.filter(({ features }) => features.has(feature)).map(({ name }) => name);
}
