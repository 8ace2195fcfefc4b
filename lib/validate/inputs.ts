import { createReadStream, type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { scanJson } from './scan.ts';

/** One thing to read. */
export interface Input {
  /** As the user wrote it, or below the directory the user named; `-` for the standard input. */
  readonly name: string;
  /** Absent where the name does not tell. */
  readonly format?: InputFormat;
  open(): AsyncIterable<Buffer>;
}

export type InputFormat = 'json' | 'ndjson';

/** Something named cannot be read. The message is one line for people. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/**
 * What to read: a file as it is, a directory with all `.json`, `.ndjson` and `.jsonl` files below it in the order of
 * their names (names that begin with a dot, `node_modules` and the manifests `package.json` and `manifest.json` are
 * left out), `-` for the standard input.
 *
 * @throws InputError for a name that is empty or does not exist, and for a directory without such files
 */
export function listInputs(names: readonly string[], stdin: AsyncIterable<Buffer>): Input[] {
  return names.flatMap((name) => {
    if (name.trim() === '')
      throw new InputError('"": allowed are files, directories, and - for the standard input');
    if (name === '-') return [{ name, open: () => stdin }];
    if (!stat(name).isDirectory()) return [file(name)];
    const files = [...below(name)];
    if (files.length === 0)
      throw new InputError(`${name}: no .json, .ndjson or .jsonl file in this directory`);
    return files;
  });
}

function stat(name: string) {
  try {
    return statSync(name);
  } catch (error) {
    throw new InputError(`${name}: ${reasonOf(error)}`);
  }
}

/** Why a file could not be read, for people. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known: Readonly<Record<string, string>> = {
    ENOENT: 'no such file or directory',
    EACCES: 'permission denied',
    EISDIR: 'is a directory',
  };
  return known[code] ?? (error instanceof Error ? error.message : String(error));
}

function file(name: string): Input {
  const format = /\.json$/i.test(name) ? 'json' : /\.(?:ndjson|jsonl)$/i.test(name) ? 'ndjson' : undefined;
  return {
    name,
    ...(format && { format }),
    open: () => createReadStream(name, { highWaterMark: 256 * 1024 }),
  };
}

const LEFT_OUT = ['node_modules', 'package.json', 'manifest.json'];

function* below(directory: string): Generator<Input> {
  let entries: Dirent[];
  try {
    entries = readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    throw new InputError(`${directory}: ${reasonOf(error)}`);
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const { name } = entry;
    const path = join(directory, name);
    if (name.startsWith('.') || LEFT_OUT.includes(name)) continue;
    // A link to a directory may lead back up; a link to a file is what it points to.
    if (entry.isDirectory()) yield* below(path);
    else if (/\.(?:json|ndjson|jsonl)$/i.test(name)) yield file(path);
  }
}

const SNIFFED = 64 * 1024;

/**
 * Tells JSON from NDJSON by the beginning of a stream, and gives the whole stream back. NDJSON has a whole object on
 * its first line, or begins an object on each of the first two.
 */
export async function sniff(
  chunks: AsyncIterable<Buffer>,
): Promise<{ readonly format: InputFormat; readonly chunks: AsyncIterable<Buffer> }> {
  const iterator = chunks[Symbol.asyncIterator]();
  const read: Buffer[] = [];
  let size = 0;
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
    read.push(next.value);
    size += next.value.length;
    if (size >= SNIFFED) break;
  }
  const text = Buffer.concat(read).toString('latin1').trimStart();
  const [first = ''] = text.split('\n', 1);
  const isLines =
    first.length === text.length || scanJson(first).closed || /^\{[^\n]*"[^\n]*\n\s*\{"/.test(text);
  return { format: isLines ? 'ndjson' : 'json', chunks: replay(read, iterator) };
}

async function* replay(read: readonly Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield* read;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}
