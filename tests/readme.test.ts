import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Bundle } from 'fhir/r4.js';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPopulation } from '../generators/population.ts';
import { suites } from '../suites/index.ts';
import { launchBrowser } from './browser.ts';
import { startSandbox } from './command.ts';

const root = new URL('../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const readme = read('README.md');

function section(heading: string): string {
  const [, text] = readme.split(`\n${heading}\n`);
  if (text === undefined) throw new Error(`README.md has no section "${heading}"`);
  const level = heading.split(' ')[0] ?? '';
  return text.split(new RegExp(`\n#{2,${level.length}} `))[0] ?? '';
}

function codeBlocks(language: string, text: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))].map(
    (match) => match[1] ?? '',
  );
}

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(command: string, args: readonly string[], input = ''): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: fileURLToPath(root), stdio: 'pipe' });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (text) => {
      stdout += text;
    });
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.end(input);
  });
}

/** Runs shell code as a reader pastes it; the lines of JSON that it prints. */
async function bundlesPrinted(script: string, typed = ''): Promise<Bundle[]> {
  const { code, stdout, stderr } = await run('sh', ['-eu', '-c', script], typed);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout
    .replace('Code: ', '')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Bundle);
}

const typesIn = (bundle: Bundle | undefined) => bundle?.entry?.map(({ resource }) => resource?.resourceType);

describe('the quick start', () => {
  let browser: Browser;
  let sandbox: Awaited<ReturnType<typeof startSandbox>>;
  beforeAll(async () => {
    browser = await launchBrowser();
    sandbox = await startSandbox(['--port', '0']);
  });
  afterAll(async () => {
    await browser?.close();
    await sandbox?.stop();
  });

  /** The text of a section as it reads for a sandbox on the port that it got. */
  const here = (heading: string, dialect: number) =>
    section(heading).replaceAll(
      'http://127.0.0.1:8080',
      sandbox.urls[dialect] ?? 'the sandbox has no such URL',
    );

  describe.each([
    ['documented', 0],
    ['standard', 1],
  ])('in the %s dialect', (_, dialect) => {
    test('searches the directory', async () => {
      const [bundle, ...others] = await bundlesPrinted(
        codeBlocks('sh', here('### The directory', dialect)).join(''),
      );
      expect(others).toEqual([]);
      expect(bundle?.type).toBe('searchset');
      expect(typesIn(bundle)).toEqual(['Practitioner', 'Practitioner']);
    });

    test('signs a member in by browser and reads what they share', async () => {
      const text = here("### A member's data", dialect);
      const [, user = '', password = ''] = text.match(/sign in as `(.+?)` with `(.+?)`/) ?? [];
      const [, address = ''] = text.match(/^<(http\S+)>$/m) ?? [];
      const page = await (await browser.newContext()).newPage();
      await page.goto(address);
      await page.getByLabel('User name').fill(user);
      await page.getByLabel('Password').fill(password);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Allow' }).click();
      const code = await page.locator('p:has-text("Code:") code').innerText();

      const [patients, claims, ...others] = await bundlesPrinted(
        codeBlocks('sh', text).join(''),
        `${code}\n`,
      );
      expect(others).toEqual([]);
      const member = createPopulation().findMember(user);
      expect(patients?.entry?.map(({ resource }) => resource?.id)).toEqual([member?.patientId]);
      expect(typesIn(claims)).toEqual(['ExplanationOfBenefit', 'ExplanationOfBenefit']);
    });
  });
});

test('the test members are those of the population', () => {
  const rows = [...section('### Test members').matchAll(/^\| `(.+)` \| `(.+)` \| `(.+)` \| (.+) \|$/gm)];
  const personas = createPopulation().personas();
  expect(
    rows.map(([, userName, password, patientId, note]) => ({ userName, password, patientId, note })),
  ).toEqual(
    personas.map(({ userName, password, patientId, note }) => ({ userName, password, patientId, note })),
  );
});

test('the library example runs and finds practitioners', async () => {
  const [example = ''] = codeBlocks('js', section('## Use it in your own tests'));
  // Within the checkout the package has no built files; its sources stand for them.
  const script = example.replace("'assay'", "'./lib/index.ts'").replace("'assay/msw'", "'./lib/msw.ts'");
  expect(script).not.toMatch(/'assay/);
  const { code, stdout, stderr } = await run(process.execPath, ['--input-type=module', '-e', script]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(typesIn(JSON.parse(stdout) as Bundle)).toEqual(['Practitioner', 'Practitioner']);
});

test('code that is shown with its path is the code in that file', () => {
  const shown = [...readme.matchAll(/^`(\S+\.ts)`\n\n```ts\n(.*?)^```/gms)];
  expect(shown.length).toBeGreaterThan(1);
  for (const [, path = '', code] of shown) expect(code, path).toBe(read(path));
});

test('the suites that can be chosen are those that there are', () => {
  const [, named = ''] = readme.match(/only these suites: (.+?) \|/) ?? [];
  expect([...named.matchAll(/`(.+?)`/g)].map((match) => match[1])).toEqual(suites.map(({ name }) => name));
});

test.each(['README.md', 'CONTRIBUTING.md', 'docs/dependencies.md'])(
  '%s leads to files and scripts that exist',
  (name) => {
    const text = read(name);
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map((match) => match[1] ?? '');
    const page = new URL(name, root);
    expect(links.filter((link) => !existsSync(new URL(link, page)))).toEqual([]);
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const called = [...text.matchAll(/npm run ([\w-]+(?::[\w-]+)?)/g)].map((match) => match[1] ?? '');
    expect(called.filter((script) => !(script in scripts))).toEqual([]);
  },
);

test('every dependency has its line, and no line is left of one that is gone', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
    string,
    Record<string, string>
  >;
  const lines = [...read('docs/dependencies.md').matchAll(/^\| `(.+?)` \|/gm)].map((match) => match[1]);
  expect(lines.sort()).toEqual([...Object.keys({ ...dependencies, ...devDependencies })].sort());
});
