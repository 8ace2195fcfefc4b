import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { FhirResource } from 'fhir/r4.js';
import { instantOf } from './days.ts';
import { checkOptions, OptionError, type PopulationOptions } from './options.ts';
import { createPopulation } from './population.ts';

export interface WriteOptions extends PopulationOptions {
  /** Directory for the files, made when it is missing. */
  readonly out: string;
  /** Only what is available then (ms since the epoch); midnight UTC of the anchor unless given. */
  readonly asOf?: number;
  /** Called now and then, and at the end, with the members done so far. */
  readonly onProgress?: (done: number, members: number) => void;
}

const CHUNK = 1 << 20;
const PROGRESS_EVERY = 500;

/**
 * Writes a population as `<Type>.ndjson` files, one resource a line: directory first, then member by member. Memory
 * stays flat: each file is written a megabyte at a time and members are forgotten once written.
 *
 * @returns the number of resources per type
 * @throws OptionError when an option cannot be used or `out` cannot be written
 */
export async function writeNdjson({
  out,
  asOf,
  onProgress,
  ...options
}: WriteOptions): Promise<Record<string, number>> {
  const { members, anchor } = { members: 100, anchor: '2026-01-01', ...options };
  checkOptions(options);
  const moment = asOf ?? instantOf(Date.parse(anchor) / 86_400_000);
  if (!Number.isFinite(moment)) throw new OptionError('as-of', asOf, 'must be a moment in time');
  const population = createPopulation(options);
  const files = new NdjsonFiles(out);
  try {
    await files.prepare();
    for (const resource of population.directory(moment)) await files.add(resource);
    for (let index = 0; index < members; index += 1) {
      for (const resource of population.generate(index, moment)) await files.add(resource);
      if ((index + 1) % PROGRESS_EVERY === 0 && index + 1 < members) onProgress?.(index + 1, members);
    }
    await files.flush();
  } catch (error) {
    if (isSystemError(error)) throw new OptionError('out', out, `cannot be written (${error.code})`);
    throw error;
  } finally {
    await files.close();
  }
  onProgress?.(members, members);
  return files.counts;
}

interface Output {
  readonly handle: FileHandle;
  lines: string[];
  size: number;
}

class NdjsonFiles {
  readonly counts: Record<string, number> = {};
  readonly #directory: string;
  readonly #outputs = new Map<string, Output>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  async prepare(): Promise<void> {
    await mkdir(this.#directory, { recursive: true });
  }

  async add(resource: FhirResource): Promise<void> {
    const type = resource.resourceType;
    let output = this.#outputs.get(type);
    if (!output) {
      output = { handle: await open(join(this.#directory, `${type}.ndjson`), 'w'), lines: [], size: 0 };
      this.#outputs.set(type, output);
    }
    const line = `${JSON.stringify(resource)}\n`;
    output.lines.push(line);
    output.size += line.length;
    this.counts[type] = (this.counts[type] ?? 0) + 1;
    if (output.size >= CHUNK) await drain(output);
  }

  async flush(): Promise<void> {
    for (const output of this.#outputs.values()) await drain(output);
  }

  async close(): Promise<void> {
    for (const { handle } of this.#outputs.values()) await handle.close();
  }
}

async function drain(output: Output): Promise<void> {
  const text = output.lines.join('');
  output.lines = [];
  output.size = 0;
  if (text) await output.handle.appendFile(text);
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
