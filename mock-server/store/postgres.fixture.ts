import { execFile, type SpawnOptions, spawn } from 'node:child_process';
import { chownSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';

/** A PostgreSQL for tests. */
export interface TestPostgres {
  /** URL of a place of its own within the database: a schema under this name. */
  urlOf(schema: string): Promise<string>;
  stop(): Promise<void>;
}

/**
 * The PostgreSQL that `ASSAY_TEST_DATABASE_URL` names, or one started from the programs on this machine.
 * @returns why there is none, when there is none
 */
export async function startPostgres(): Promise<TestPostgres | string> {
  const named = process.env.ASSAY_TEST_DATABASE_URL;
  if (named) return serve(named, async () => {});
  const programs = findPrograms();
  if (programs === undefined) {
    return 'no PostgreSQL: set ASSAY_TEST_DATABASE_URL, or install one with initdb in the PATH or /usr/lib/postgresql';
  }
  return startOwn(programs);
}

function findPrograms(): string | undefined {
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter).filter(Boolean),
    ...globSync('/usr/lib/postgresql/*/bin'),
    ...globSync('/opt/homebrew/opt/postgresql*/bin'),
  ];
  return folders.find((folder) => existsSync(join(folder, 'initdb')));
}

async function startOwn(programs: string): Promise<TestPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-pg-'));
  const user = unprivileged();
  if (user) chownSync(folder, user.uid, user.gid);
  const options: SpawnOptions = { ...user, cwd: folder, stdio: 'ignore' };
  const data = join(folder, 'data');
  await promisify(execFile)(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'assay', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    { ...user, cwd: folder },
  );
  const settings = ['listen_addresses=', `unix_socket_directories=${folder}`, 'fsync=off'];
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    options,
  );
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const url = `postgres://assay@localhost/postgres?host=${encodeURIComponent(folder)}`;
  const stop = async () => {
    server.kill('SIGINT');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 100 && server.exitCode === null; tries += 1) {
    if (
      await query(url, 'select 1').then(
        () => true,
        () => false,
      )
    )
      return serve(url, stop);
    await wait(100);
  }
  await stop();
  throw new Error('PostgreSQL was started and does not answer');
}

/** PostgreSQL refuses to run as root. */
function unprivileged(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n');
  const account = accounts.find((line) => /^(?:postgres|nobody):/.test(line))?.split(':') ?? [];
  return { uid: Number(account[2]), gid: Number(account[3]) };
}

function serve(url: string, stop: () => Promise<void>): TestPostgres {
  const schemas = new Map<string, Promise<void>>();
  return {
    async urlOf(schema) {
      // Asked for several times at once, it is made once: a second `drop` would take what the first has begun.
      const made =
        schemas.get(schema) ?? query(url, `drop schema if exists ${schema} cascade; create schema ${schema}`);
      schemas.set(schema, made);
      await made;
      const own = new URL(url);
      own.searchParams.set('options', `-csearch_path=${schema}`);
      return own.href;
    },
    async stop() {
      for (const schema of schemas.keys()) await query(url, `drop schema ${schema} cascade`);
      await stop();
    },
  };
}

async function query(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
