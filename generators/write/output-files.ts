import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { OptionError } from '../options.ts';
import type { FileEntry } from './manifest.ts';
import type { Piece } from './render.ts';

/** An open file, as far as writing needs it; tests put others in its place. */
export interface OutputFile {
  appendFile(bytes: Uint8Array): Promise<unknown>;
  truncate(length: number): Promise<unknown>;
  datasync(): Promise<unknown>;
  close(): Promise<unknown>;
}

export type OpenFile = (path: string) => Promise<OutputFile>;

/** Appends, and makes what is missing. */
export const openFile: OpenFile = (path) => open(path, 'a');

interface Output {
  readonly file: OutputFile;
  readonly hash: Hash;
  lines: number;
  directoryLines: number;
  resources: number;
  bytes: number;
  dirty: boolean;
}

/** The files of a set while they grow, with their checksums. */
export class OutputFiles {
  readonly #directory: string;
  readonly #open: OpenFile;
  readonly #outputs = new Map<string, Output>();

  constructor(directory: string, open: OpenFile) {
    this.#directory = directory;
    this.#open = open;
  }

  /**
   * Goes back to a checkpoint: what was written after it is cut off.
   *
   * @throws OptionError when a file is shorter than, or differs from, what the checkpoint says
   */
  async restore(entries: readonly FileEntry[]): Promise<void> {
    for (const entry of entries) {
      const path = join(this.#directory, entry.name);
      const hash = await hashOf(path, entry.bytes);
      if (hash?.copy().digest('hex') !== entry.sha256) {
        throw new OptionError('resume', path, 'is not what the broken run left; start again elsewhere');
      }
      const { name: _, sha256: __, ...counts } = entry;
      Object.assign(await this.#add(entry.name, hash, entry.bytes), counts);
    }
  }

  /** Appends, all files at once; every file at most one piece. */
  async add(pieces: readonly Piece[], isDirectory: boolean): Promise<void> {
    await Promise.all(pieces.map((piece) => this.#append(piece, isDirectory)));
  }

  /** All that was added is on the disk when this returns; then what there is, by name. */
  async settle(): Promise<FileEntry[]> {
    for (const output of this.#outputs.values()) {
      if (output.dirty) await output.file.datasync();
      output.dirty = false;
    }
    const byName = [...this.#outputs].sort(([a], [b]) => (a < b ? -1 : 1));
    return byName.map(([name, { hash, lines, directoryLines, resources, bytes }]) => ({
      name,
      lines,
      directoryLines,
      resources,
      bytes,
      sha256: hash.copy().digest('hex'),
    }));
  }

  async close(): Promise<void> {
    for (const { file } of this.#outputs.values()) await file.close();
    this.#outputs.clear();
  }

  async #append({ file: name, bytes, lines, resources }: Piece, isDirectory: boolean): Promise<void> {
    const output = this.#outputs.get(name) ?? (await this.#add(name, createHash('sha256'), 0));
    const written = output.file.appendFile(bytes);
    // While the system writes.
    output.hash.update(bytes);
    output.dirty = true;
    output.bytes += bytes.length;
    output.lines += lines;
    output.resources += resources;
    if (isDirectory) output.directoryLines += lines;
    await written;
  }

  async #add(name: string, hash: Hash, length: number): Promise<Output> {
    const file = await this.#open(join(this.#directory, name));
    const output: Output = {
      file,
      hash,
      lines: 0,
      directoryLines: 0,
      resources: 0,
      bytes: 0,
      dirty: false,
    };
    this.#outputs.set(name, output);
    // Whatever a broken run wrote behind its last checkpoint is written again.
    await file.truncate(length);
    return output;
  }
}

/** Of the first `length` bytes of a file; `undefined` when the file is missing. */
async function hashOf(path: string, length: number): Promise<Hash | undefined> {
  const hash = createHash('sha256');
  if (length === 0) return hash;
  try {
    for await (const chunk of createReadStream(path, { end: length - 1 })) hash.update(chunk);
    return hash;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
