import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
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

test('the packed tarball, installed in an empty folder, checks its sandbox', () => {
  run('npm', ['pack', '--pack-destination', folder], root);
  const [tarball = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  run('npm', ['init', '-y'], folder);
  run('npm', ['install', '--no-audit', '--no-fund', `./${tarball}`], folder);
  const output = run('npx', ['assay', 'check'], folder);
  expect(output).toContain('Conforms with 11 documented deviations.');
  expect(JSON.parse(readFileSync(join(folder, 'assay-report', 'run.json'), 'utf8'))).toMatchObject({
    verdict: 'conforms with deviations',
  });
  const shipped = readdirSync(join(folder, 'node_modules', 'assay'), { recursive: true }).map(String);
  expect(shipped.filter((name) => /\.test\.|\.fixture\.|(?<!\.d)\.ts$/.test(name))).toEqual([]);
}, 300_000);
