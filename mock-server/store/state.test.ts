import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, test } from 'vitest';
import { createMemoryState, openState } from './state.ts';
import { StateError } from './state-error.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-open-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const options = { apps: [], seed: 'assay' };
const open = (name: string, seed = 'assay') =>
  openState({ directory: join(folder, name) }, { apps: [], seed });

async function messageOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StateError);
  return error instanceof Error ? error.message : '';
}

describe('a state directory', () => {
  test('is made with its parents, for its owner only, and holds no secret in clear', async () => {
    const { store } = await open('deep/er');
    await store.saveCode('a-secret-code', {
      clientId: 'app',
      grantId: 'grant',
      redirectUri: 'https://app.example/cb',
      redirectUriSent: true,
      challenge: 'challenge',
      expiresAt: 1000,
    });
    const inside = join(folder, 'deep', 'er');
    for (const made of [inside, join(folder, 'deep')]) expect(statSync(made).mode & 0o077, made).toBe(0);
    for (const name of readdirSync(inside)) {
      expect(statSync(join(inside, name)).mode & 0o077, name).toBe(0);
      expect(readFileSync(join(inside, name), 'latin1'), name).not.toContain('a-secret-code');
    }
    await store.close();
  });

  test('is one sandbox’s at a time', async () => {
    const first = await open('busy');
    expect(await messageOf(open('busy'))).toBe(
      `--state ${folder}/busy is in use by another sandbox: stop it, or name another directory`,
    );
    await first.store.close();
    await (await open('busy')).store.close();
  });

  test('of another population is refused with both seeds', async () => {
    await (await open('seed')).store.close();
    expect(await messageOf(open('seed', 'other'))).toBe(
      `--state ${folder}/seed: this state belongs to the population of --seed assay; start with that seed, or keep the state of --seed other elsewhere`,
    );
    // The refused opening left it as it was.
    await (await open('seed')).store.close();
  });

  test('of a newer version is refused and left alone', async () => {
    await (await open('newer')).store.close();
    const file = join(folder, 'newer', 'state.db');
    const database = new DatabaseSync(file);
    database.exec("insert into migrations values (99, 'from-the-future')");
    database.close();
    expect(await messageOf(open('newer'))).toContain(
      'the state was written by another version: it has step 99 "from-the-future"',
    );
  });

  test.each([
    ['a file in its place', 'is not a directory', (path: string) => writeFileSync(path, '')],
    ['a link to nowhere', 'is not a directory', (path: string) => symlinkSync(join(path, 'nowhere'), path)],
    [
      'something else in state.db',
      'holds a state.db that is no state of a sandbox',
      (path: string) => {
        mkdirSync(path);
        writeFileSync(
          join(path, 'state.db'),
          'nothing of the kind, and long enough to be looked at'.repeat(50),
        );
      },
    ],
  ])('with %s is refused in one line', async (what, problem, prepare) => {
    const name = what.replaceAll(' ', '-');
    prepare(join(folder, name));
    const message = await messageOf(open(name));
    expect(message).toContain(`--state ${join(folder, name)}`);
    expect(message).toContain(problem);
  });
});

// The super-user writes wherever it likes.
test.skipIf(process.getuid?.() === 0)(
  'a directory that can only be read is refused in one line',
  async () => {
    const path = join(folder, 'read-only');
    mkdirSync(path, { mode: 0o500 });
    expect(await messageOf(open('read-only/state'))).toBe(
      `--state ${path}/state: may not be written by this user; name a directory that can be written`,
    );
  },
);

// Node's own way to make several directories at once never comes back from here.
test.skipIf(!existsSync('/proc/self'))(
  'a directory where none can be made is refused in one line',
  async () => {
    const directory = '/proc/assay/state';
    expect(await messageOf(openState({ directory }, options))).toBe(
      `--state ${directory}: is in a place where no directory or file can be made; name a directory that can be written`,
    );
  },
);

describe('a database', () => {
  test('that does not answer is refused in one line without its password', async () => {
    const databaseUrl = 'postgres://assay:hidden-password@127.0.0.1:9/assay';
    const message = await messageOf(openState({ databaseUrl }, options));
    expect(message).toBe('DATABASE_URL: no PostgreSQL answers there');
  });
});

test('two states in memory have different keys and nothing in common', async () => {
  const [one, other] = [createMemoryState([]), createMemoryState([])];
  expect(one.key.equals(other.key)).toBe(false);
  await one.store.saveSession('s', { userName: 'ada', expiresAt: 1 });
  expect(await other.store.findSession('s')).toBeUndefined();
});
