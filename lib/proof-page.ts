/** Defect → checks that caught it → dialects, as `fixtures/expected/prove.json` has it. */
export type ProofMatrix = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export interface ProofFacts {
  readonly matrix: ProofMatrix;
  readonly checks: number;
  /** Checks that no defect of the sandbox proves, but a test with a small server of its own. */
  readonly provedByTests: number;
  readonly tolerances: number;
}

/** The page that says how well the suites find what is wrong. */
export function formatProofPage({ matrix, checks, provedByTests, tolerances }: ProofFacts): string {
  const areas = Map.groupBy(Object.entries(matrix), ([defect]) => defect.split('.')[0] ?? '');
  const caught = (rows: readonly (readonly [string, object])[]) =>
    rows.filter(([, by]) => Object.keys(by).length > 0).length;
  const all = Object.entries(matrix);
  return [
    '# Proof',
    '',
    '<!-- Written by `npm run docs:proof` from fixtures/expected/prove.json. -->',
    '',
    `${caught(all)} of ${all.length} seeded defects are detected, by ${checks} checks; ${tolerances} harmless variations raise no`,
    `alarm, nor does a clean sandbox in either dialect. ${provedByTests} checks that no sandbox in one process can be made to`,
    'fail are proved by tests with small servers of their own.',
    '',
    '`npm run prove` does it again and prints the time; `--full` runs every check against every defect. The matrix of defects',
    'and checks is [fixtures/expected/prove.json](../fixtures/expected/prove.json): a test compares it with what is found.',
    'What each defect is: [defects.md](defects.md). What each check is for: [coverage.md](coverage.md).',
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
