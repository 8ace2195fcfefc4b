import { readdir } from 'node:fs/promises';
import { OptionError } from '../options.ts';
import { createJob, type Job, type JobOptions } from './job.ts';
import { makeDirectory, whyNotMade } from './make-directory.ts';
import { type Manifest, readManifest, writeManifest } from './manifest.ts';
import { type OpenFile, OutputFiles, openFile } from './output-files.ts';
import { isDirectory } from './render.ts';
import { type Rendered, renderAll } from './stretches.ts';

export interface WriteOptions extends JobOptions {
  /** Directory for the files, made when it is missing. */
  readonly out: string;
  /** Version of this package, for the manifest; a broken run is resumed by the same version only. */
  readonly version?: string;
  /** Threads that generate; 1 means none besides this one. The bytes do not depend on it. */
  readonly workers?: number;
  /** Go on with a broken run in `out`. A finished set is left as it is. */
  readonly resume?: boolean;
  /** Called after every few members. */
  readonly onProgress?: (progress: WriteProgress) => void;
  /** Bytes between checkpoints (default 128 MiB): what a broken run loses at most, and has to do again. */
  readonly checkpointBytes?: number;
  readonly openFile?: OpenFile;
}

export interface WriteProgress {
  /** Members written so far, those of a broken run included. */
  readonly members: number;
  /** Members to write in all. */
  readonly of: number;
  readonly bytes: number;
}

/** So that a machine is not filled with threads by a slip of the finger. */
export const MOST_WORKERS = 64;

/**
 * Writes a population, or a part of it, with a manifest: directory first, then member by member, files in parallel.
 * Memory stays flat. The bytes depend on the job alone: parts put one behind the other, per file, are the whole.
 *
 * @returns the manifest
 * @throws OptionError when an option cannot be used, or `out` cannot be written or is in use
 */
export async function writePopulation({
  out,
  version = '0',
  workers = 1,
  resume = false,
  onProgress,
  checkpointBytes = 128 * 2 ** 20,
  openFile: open = openFile,
  ...options
}: WriteOptions): Promise<Manifest> {
  const job = createJob(options);
  if (!Number.isInteger(workers) || workers < 1 || workers > MOST_WORKERS) {
    throw new OptionError('workers', workers, `must be a whole number from 1 to ${MOST_WORKERS}`);
  }
  const files = new OutputFiles(out, open);
  let next = job.from;
  let directory = false;
  let [bytes, settled] = [0, 0];
  let writing: Promise<void> = Promise.resolve();

  const checkpoint = async (): Promise<Manifest> => {
    const manifest = manifestOf(job, version, { next, directory, files: await files.settle() });
    await writeManifest(out, manifest);
    settled = bytes;
    return manifest;
  };
  const write = async ({ stretch, pieces }: Rendered): Promise<void> => {
    await files.add(pieces, isDirectory(stretch));
    for (const piece of pieces) bytes += piece.bytes.length;
    if (isDirectory(stretch)) directory = true;
    else next = stretch.to;
    if (bytes - settled >= checkpointBytes && next < job.to) await checkpoint();
    onProgress?.({ members: next - job.from, of: job.to - job.from, bytes });
  };

  try {
    await makeDirectory(out);
    const begun = await begunIn(out, job, version, resume);
    if (begun?.complete) return begun;
    if (begun) {
      await files.restore(begun.files);
      ({ next, directory, bytes } = begun);
    }
    await checkpoint();
    for await (const rendered of renderAll(job, next, job.from === 0 && !directory, workers)) {
      // The disk is busy with one stretch while the next is made.
      await writing;
      writing = write(rendered);
      writing.catch(() => {});
    }
    await writing;
    return await checkpoint();
  } catch (error) {
    throw isSystemError(error) ? unwritable(out, error, next - job.from) : error;
  } finally {
    await writing.catch(() => {});
    await files.close();
  }
}

function manifestOf(
  job: Job,
  version: string,
  { next, directory, files }: Pick<Manifest, 'next' | 'directory' | 'files'>,
): Manifest {
  return {
    generator: { name: 'assay', version },
    complete: next === job.to,
    options: job,
    directory,
    next,
    resources: files.reduce((sum, { resources }) => sum + resources, 0),
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    files,
  };
}

/** The broken or finished run in a directory. Throws an OptionError when it may not be gone on with. */
async function begunIn(
  out: string,
  job: Job,
  version: string,
  resume: boolean,
): Promise<Manifest | undefined> {
  const names = await readdir(out);
  if (!resume) {
    if (names.length === 0) return undefined;
    throw new OptionError(
      'out',
      out,
      'is not empty: name another directory, or go on with a broken run with --resume',
    );
  }
  const manifest = await readable(out);
  if (!manifest) {
    // Broken before the first checkpoint, or a first run that is told to resume in any case.
    if (names.every((name) => name.startsWith('.manifest'))) return undefined;
    throw new OptionError('resume', out, 'has no manifest.json of a broken run');
  }
  const differing = (Object.keys(job) as (keyof Job)[]).filter((key) => manifest.options[key] !== job[key]);
  if (differing.length > 0) {
    const were = differing.map((key) => `${key} ${manifest.options[key]}, not ${job[key]}`).join('; ');
    throw new OptionError('resume', out, `the broken run had other options: ${were}`);
  }
  if (manifest.generator.version !== version) {
    throw new OptionError(
      'resume',
      out,
      `was begun by version ${manifest.generator.version}; this is ${version}`,
    );
  }
  return manifest;
}

async function readable(out: string): Promise<Manifest | undefined> {
  try {
    return await readManifest(out);
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new OptionError('resume', out, `cannot be read: ${error.message}`);
    throw error;
  }
}

function unwritable(out: string, { code }: NodeJS.ErrnoException, members: number): OptionError {
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new OptionError(
      'out',
      out,
      `the disk is full (${code}) after ${members} members: make room, then go on with --resume`,
    );
  }
  return new OptionError('out', out, `cannot be written${whyNotMade(code)}`);
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
