/** Defect → checks that caught it → dialects, as `fixtures/expected/prove.json` has it. */
export type ProofMatrix = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** By defect the checks that caught it and those that alarmed beside, as `fixtures/expected/prove-full.json` has it. */
export type FullMatrix = Readonly<
  Record<string, { readonly caughtBy: ProofMatrix[string]; readonly beside: ProofMatrix[string] }>
>;

export interface ProofFacts {
  readonly matrix: ProofMatrix;
  readonly full: FullMatrix;
  readonly checks: number;
  /** Checks that no defect of the sandbox proves, but a test with a small server of its own. */
  readonly provedByTests: number;
  readonly tolerances: number;
}

/** The page that says how well the suites find what is wrong. */
export function formatProofPage({ matrix, full, checks, provedByTests, tolerances }: ProofFacts): string {
  const areas = Map.groupBy(Object.entries(matrix), ([defect]) => defect.split('.')[0] ?? '');
  const caught = (rows: readonly (readonly [string, object])[]) =>
    rows.filter(([, by]) => Object.keys(by).length > 0).length;
  const all = Object.entries(matrix);
  const judgements = Object.keys(full).length * checks * 2;
  const alarms = (part: 'caughtBy' | 'beside') =>
    Object.values(full).reduce((sum, row) => sum + Object.values(row[part]).flat().length, 0);
  return [
    '# Proof',
    '',
    '<!-- Written by `npm run docs:proof` from fixtures/expected/prove.json and prove-full.json. -->',
    '',
    `${caught(all)} of ${all.length} seeded defects are detected, by ${checks} checks; ${tolerances} harmless variations raise no`,
    `alarm, nor does a clean sandbox in either dialect. ${provedByTests} checks that no sandbox in one process can be made to`,
    'fail are proved by tests with small servers of their own.',
    '',
    '`npm run prove` does it again and prints the time. The matrix of defects and checks is',
    '[fixtures/expected/prove.json](../fixtures/expected/prove.json): a test compares it with what is found. What each defect',
    'is: [defects.md](defects.md). What each check is for: [coverage.md](coverage.md).',
    '',
    'That proof runs of the other checks those near a defect and a sample. A full one (`--full`) runs all of them against',
    `every defect in both dialects, ${judgements.toLocaleString('en')} judgements: [prove-full.json](../fixtures/expected/prove-full.json).`,
    `${alarms('caughtBy').toLocaleString('en')} of them were alarms of checks that name the defect, and ${alarms('beside').toLocaleString('en')} of checks that met it on their way. Those`,
    'say so beforehand: in `companionOf`, and for FHIR in the table of `suites/fhir/companions.ts`, with the reason. Any other',
    'would have been a false alarm.',
    '',
    '| area | defects | detected | by checks |',
    '| --- | ---: | ---: | ---: |',
    ...[...areas].map(([area, rows]) => {
      const by = new Set(rows.flatMap(([, found]) => Object.keys(found)));
      return `| \`${area}\` | ${rows.length} | ${caught(rows)} | ${by.size} |`;
    }),
    '',
  ].join('\n');
}
