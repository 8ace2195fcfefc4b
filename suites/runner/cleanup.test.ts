import { expect, test } from 'vitest';
import { Cleanup } from './cleanup.ts';

test('takes away the newest first, once', async () => {
  const cleanup = new Cleanup();
  const gone: string[] = [];
  for (const what of ['account', 'app', 'deleted by the check'])
    cleanup.add(what, async () => gone.push(what));
  cleanup.done('deleted by the check');
  expect((await cleanup.run()).size).toBe(0);
  await cleanup.run();
  expect(gone).toEqual(['app', 'account']);
});

test('goes on after what cannot be taken away, and says what', async () => {
  const cleanup = new Cleanup();
  const gone: string[] = [];
  cleanup.add('first', async () => gone.push('first'));
  cleanup.add('second', () => Promise.reject(new Error('refused')));
  expect([...(await cleanup.run()).keys()]).toEqual(['second']);
  expect(gone).toEqual(['first']);
});
