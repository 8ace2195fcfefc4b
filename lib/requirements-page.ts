/** A statement of the portal documentation, in short. */
export interface Requirement {
  readonly id: string;
  readonly statement: string;
}

export interface NamedTest {
  readonly file: string;
  readonly name: string;
}

export interface RequirementsPageOptions {
  readonly requirements: readonly Requirement[];
  readonly checks: readonly { readonly id: string; readonly requirements: readonly string[] }[];
  readonly tests: readonly NamedTest[];
}

/** The tests of a file whose names cite a requirement, such as `[REG-1]`. */
export function citingTests(file: string, source: string): readonly NamedTest[] {
  const names = source.matchAll(
    /\b(?:test|it|describe)(?:\.each\([\s\S]*?\]\s*(?:as const)?,?\s*\))?\(\s*(['"`])((?:(?!\1).)*\[[A-Z]+-\d+\](?:(?!\1).)*)\1/g,
  );
  return [...names].map(([, , name = '']) => ({ file, name }));
}

export function testsOf({ id }: Requirement, tests: readonly NamedTest[]): readonly NamedTest[] {
  return tests.filter(({ name }) => name.includes(`[${id}]`));
}

export function checksOf({ id }: Requirement, checks: RequirementsPageOptions['checks']): readonly string[] {
  return checks.filter(({ requirements }) => requirements.includes(id)).map((check) => check.id);
}

/** Which check and which test hold each statement about the portal. */
export function formatRequirementsPage({ requirements, checks, tests }: RequirementsPageOptions): string {
  const rows = requirements.map((requirement) => {
    const named = checksOf(requirement, checks).map((id) => `\`${id}\``);
    const tested = testsOf(requirement, tests).map(
      ({ file, name }) => `[${name.replaceAll(/ ?\[[A-Z]+-\d+\]/g, '').replaceAll('|', '\\|')}](../${file})`,
    );
    return `| ${requirement.id} | ${requirement.statement} | ${named.join(', ')} | ${tested.join('; ')} |`;
  });
  return `# What the portal must do, and what holds it

<!-- Written by \`npm run docs:requirements\`; a test holds it against the code. -->

Each statement of the portal documentation about registration, applications and production access, with the checks that
judge a deployment by it and the tests that hold the sandbox to it.

| id | statement | checks | tests |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}
