import type { WriteFormat } from '../generators/write/job.ts';
import { createJob } from '../generators/write/job.ts';
import { verifySet } from '../generators/write/verify.ts';
import { writePopulation } from '../generators/write/write-population.ts';
import { version } from '../lib/version.ts';
import { groupDigits } from '../reports/text.ts';
import { liveProgress } from './live-progress.ts';
import { printMustSupport } from './must-support.ts';
import { UsageError } from './usage-error.ts';

export interface GenerateArguments {
  readonly out?: string;
  readonly members?: number;
  readonly seed?: string;
  readonly anchor?: string;
  readonly asOf?: string;
  readonly practitioners?: number;
  readonly format?: WriteFormat;
  readonly from?: number;
  readonly to?: number;
  readonly workers?: number;
  readonly resume?: true;
  readonly verify?: string;
  readonly coverage?: true;
}

/**
 * `assay generate`: writes the population, or with `--verify` goes through a set that was written, or with
 * `--coverage` prints what must-support it shows. Exit code 1 when a set is not as it was written.
 */
export async function generate(options: GenerateArguments): Promise<void> {
  if (options.verify !== undefined) return verify(options.verify, options);
  if (options.coverage) return coverage(options);
  const { out, workers = 1, resume = false } = options;
  if (out === undefined) {
    throw new UsageError(
      "required option '--out <dir>' not specified (only --verify and --coverage go without)",
    );
  }
  const progress = liveProgress('members');
  const started = performance.now();
  const manifest = await writePopulation({
    ...population(options),
    out,
    version,
    workers,
    resume,
    ...(progress && { onProgress: progress.show }),
  }).finally(() => progress?.clear());
  const seconds = (performance.now() - started) / 1000;
  for (const { name, resources, bytes } of manifest.files) {
    process.stdout.write(
      `${groupDigits(resources).padStart(13)} resources  ${size(bytes).padStart(10)}  ${name}\n`,
    );
  }
  const { from, to } = manifest.options;
  process.stdout.write(
    `${groupDigits(to - from)} members, ${groupDigits(manifest.resources)} resources, ${size(manifest.bytes)} in ${seconds.toFixed(1)} s, written to ${out}\n`,
  );
}

async function verify(directory: string, { verify: _, ...others }: GenerateArguments): Promise<void> {
  alone('--verify', others);
  const progress = liveProgress('members');
  const found = await verifySet(directory, progress && { onProgress: progress.show }).finally(() =>
    progress?.clear(),
  );
  const { problems, problemCount, members, resources, bytes, references, manifest } = found;
  for (const problem of problems) process.stdout.write(`${problem}\n`);
  if (problemCount > problems.length) {
    process.stdout.write(`… and ${groupDigits(problemCount - problems.length)} more\n`);
  }
  process.stdout.write(
    `${directory}: ${groupDigits(members)} members, ${groupDigits(resources)} resources in ${manifest.files.length} files (${size(bytes)}), ${groupDigits(references)} references: ${problemCount === 0 ? 'complete, as it was written' : `${groupDigits(problemCount)} problems`}\n`,
  );
  if (problemCount > 0) process.exitCode = 1;
}

async function coverage({ coverage: _, ...options }: GenerateArguments): Promise<void> {
  const { out, format, workers, resume } = options;
  alone('--coverage', { out, format, workers, resume });
  const { mustSupportOf } = await import('../generators/write/must-support.ts');
  const job = createJob(population(options));
  process.stdout.write(printMustSupport(mustSupportOf(job)));
}

/** @throws UsageError when an option is given that has no meaning beside another */
function alone(option: string, others: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(others)) {
    if (value !== undefined)
      throw new UsageError(`${option} goes without --${name.replace('asOf', 'as-of')}`);
  }
}

function population({ members, seed, anchor, asOf, practitioners, format, from, to }: GenerateArguments) {
  return {
    ...(members !== undefined && { members }),
    ...(seed !== undefined && { seed }),
    ...(anchor !== undefined && { anchor }),
    ...(asOf !== undefined && { asOf: endOfDay(asOf) }),
    ...(practitioners !== undefined && { practitioners }),
    ...(format !== undefined && { format }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}

function endOfDay(date: string): number {
  const time = Date.parse(`${date}T23:59:59.999Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(time) || !new Date(time).toISOString().startsWith(date))
    throw new UsageError(`--as-of ${date}: allowed is a date such as 2026-06-30`);
  return time;
}

const size = (bytes: number): string =>
  bytes < 1e6 ? `${Math.ceil(bytes / 1000)} KB` : `${groupDigits(Math.ceil(bytes / 1e6))} MB`;
