import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Job } from './job.ts';

export const MANIFEST = 'manifest.json';

/** One file of a set. */
export interface FileEntry {
  readonly name: string;
  readonly lines: number;
  /** Of them from the directory; they come first. */
  readonly directoryLines: number;
  readonly resources: number;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/**
 * What a directory holds. While a set is being written, the manifest is a checkpoint: that much of each file is
 * certain, up to the member at position `next`; anything behind it is dropped on resuming.
 */
export interface Manifest {
  readonly generator: { readonly name: 'assay'; readonly version: string };
  readonly complete: boolean;
  readonly options: Job;
  /** Whether the directory is part of the set, or written to it already. */
  readonly directory: boolean;
  /** Position of the first member not written yet. */
  readonly next: number;
  readonly resources: number;
  readonly bytes: number;
  /** By name. */
  readonly files: readonly FileEntry[];
}

/** The manifest of a directory; `undefined` when there is none. Throws a SyntaxError when it is not one. */
export async function readManifest(directory: string): Promise<Manifest | undefined> {
  let text: string;
  try {
    text = await readFile(join(directory, MANIFEST), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const value: unknown = JSON.parse(text);
  if (!isManifest(value)) throw new SyntaxError(`${MANIFEST} was not written by assay generate`);
  return value;
}

/** Replaces the manifest as a whole: whatever happens, either the old or the new one is there. */
export async function writeManifest(directory: string, manifest: Manifest): Promise<void> {
  const temporary = join(directory, `.${MANIFEST}.tmp`);
  const handle = await open(temporary, 'w');
  try {
    await handle.writeFile(`${JSON.stringify(manifest, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, join(directory, MANIFEST));
}

function isManifest(value: unknown): value is Manifest {
  if (typeof value !== 'object' || value === null) return false;
  const { generator, options, files, next } = value as Partial<Record<keyof Manifest, unknown>>;
  return (
    typeof generator === 'object' &&
    typeof options === 'object' &&
    Array.isArray(files) &&
    typeof next === 'number'
  );
}
