import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { assay } from './command.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-endless-'));
const server = createServer((_, response) => {
  const write = () => {
    while (response.write('x'.repeat(65_536)));
  };
  response.on('drain', write);
  write();
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

test('a target whose answers never end is there, and read no further than limits.maxBodyBytes', async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
  const target = join(folder, 'target.json');
  writeFileSync(
    target,
    JSON.stringify({
      name: 'endless',
      oauth: { token: url },
      clients: { directory: { id: 'app', secret: 'a secret' } },
      limits: { timeoutMs: 5000, maxBodyBytes: 100_000 },
    }),
  );
  const { code, stdout, stderr } = await assay([
    ...['check', target, '--out', join(folder, 'report')],
    ...['--only', 'oauth.token'],
  ]);
  expect(stderr).not.toContain('no answer');
  expect(stdout).toContain('is longer than limits.maxBodyBytes (100000)');
  expect(code).toBe(2);
});
