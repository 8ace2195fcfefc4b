import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'assay-package-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(command: string, args: readonly string[], cwd: string): string {
  // npm puts its own settings for this package into the environment of what it runs.
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|VITEST|NODE_OPTIONS|INIT_CWD)/.test(name)),
  );
  return execFileSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...environment, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Within a tenth: the next version of a dependency needs no new page, a new tree of packages does. */
function expectAsDocumented(packages: number, megabytes: number): void {
  const page = readFileSync(join(root, 'docs/dependencies.md'), 'utf8');
  const [, toldPackages, toldMegabytes] = /about (\d+) packages and (\d+) MB/.exec(page) ?? [];
  expect(Math.abs(packages / Number(toldPackages) - 1), `${packages} packages`).toBeLessThan(0.1);
  expect(Math.abs(megabytes / Number(toldMegabytes) - 1), `${megabytes} MB`).toBeLessThan(0.1);
}

function megabytesIn(directory: string): number {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  const sizes = entries
    .filter((one) => one.isFile())
    .map((one) => statSync(join(one.parentPath, one.name)).size);
  return sizes.reduce((sum, size) => sum + size, 0) / 1e6;
}

test('the packed tarball, installed in an empty folder, checks its sandbox', () => {
  run('npm', ['pack', '--pack-destination', folder], root);
  const [tarball = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  run('npm', ['init', '-y'], folder);
  const told = run('npm', ['install', '--no-audit', '--no-fund', `./${tarball}`], folder);
  expectAsDocumented(
    Number(/added (\d+) packages/.exec(told)?.[1]),
    megabytesIn(join(folder, 'node_modules')),
  );
  const output = run('npx', ['assay', 'check'], folder);
  expect(output).toContain('Conforms with 11 documented deviations.');
  expect(JSON.parse(readFileSync(join(folder, 'assay-report', 'run.json'), 'utf8'))).toMatchObject({
    verdict: 'conforms with deviations',
  });
  const shipped = readdirSync(join(folder, 'node_modules', 'assay'), { recursive: true }).map(String);
  expect(shipped.filter((name) => /\.test\.|\.fixture\.|(?<!\.d)\.ts$/.test(name))).toEqual([]);
}, 300_000);
