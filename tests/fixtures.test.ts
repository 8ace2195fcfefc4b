import { expect, test } from 'vitest';
import { describeSandbox } from '../lib/embedded-target.ts';
import { createSandbox } from '../lib/sandbox.ts';
import { loadTarget } from '../suites/runner/target.ts';

const targets = new URL('../fixtures/targets/', import.meta.url).pathname;

test('sandbox.yaml describes the sandbox as it starts', async () => {
  const url = 'http://127.0.0.1:8080';
  const sandbox = createSandbox({ publicUrls: { documented: url }, control: true });
  const described = describeSandbox(sandbox, url, 'Assay sandbox');
  await sandbox.close();
  const { otherRedirectUri: _, ...second } = described.clients.second ?? {};
  expect(loadTarget(`${targets}sandbox.yaml`, {})).toEqual({
    ...described,
    clients: { ...described.clients, second },
  });
});

test('example-plan.yaml is a valid descriptor once its variables are set', () => {
  const environment = new Proxy({}, { get: (_, name) => `value of ${String(name)}` });
  expect(loadTarget(`${targets}example-plan.yaml`, environment).members).toHaveLength(2);
});
