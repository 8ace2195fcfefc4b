import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { type Input, InputError, listInputs } from '../lib/validate/inputs.ts';
import type { NamedProfile } from '../lib/validate/judge.ts';
import { validateInputs } from '../lib/validate.ts';
import { version } from '../lib/version.ts';
import type { DefinitionSource } from '../profiles/engine/definition.ts';
import { createValidator } from '../profiles/engine/validator.ts';
import { loadPackages, PackageError } from '../profiles/packages.ts';
import { packageSource, tableSource } from '../profiles/sources.ts';
import { type ValidationSummary, validationFormats } from '../reports/formats/validation.ts';
import { groupDigits } from '../reports/text.ts';
import { UsageError } from './usage-error.ts';

export interface ValidateArguments {
  readonly profile?: readonly string[];
  readonly package?: readonly string[];
  readonly format: 'text' | 'json' | 'sarif';
  readonly failOn: 'error' | 'warning';
  readonly all: boolean;
  readonly out?: string;
}

/**
 * `assay validate`: judges resources by their base definitions, by what they claim, and by the profiles named. Exit
 * code 0 without findings at or above `--fail-on`, 1 with such, 2 when something could not be judged.
 */
export async function validate(names: readonly string[], options: ValidateArguments): Promise<void> {
  const inputs = inputsOf(names);
  const source = await sourceOf(options.package ?? []);
  const profiles = (options.profile ?? []).map((canonical) => named(source, canonical));
  const output = options.out === undefined ? process.stdout : await create(options.out);
  const format = validationFormats[options.format]({
    version,
    all: options.all,
    color: options.out === undefined && process.stdout.isTTY && !process.env.NO_COLOR,
  });
  await write(output, format.begin());
  const summary = await validateInputs({
    inputs,
    profiles,
    validator: createValidator(source),
    onResource: (judged) => write(output, format.resource(judged)),
    ...(process.stderr.isTTY && { onProgress: progress() }),
  });
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  await write(output, format.end(summary));
  if (options.out !== undefined) {
    output.end();
    await once(output, 'finish');
    process.stdout.write(validationFormats.text({ version, color: process.stdout.isTTY }).end(summary));
  }
  process.exitCode = exitCodeOf(summary, options.failOn);
}

function inputsOf(names: readonly string[]): Input[] {
  try {
    return listInputs(names, process.stdin);
  } catch (error) {
    if (error instanceof InputError) throw new UsageError(error.message);
    throw error;
  }
}

async function sourceOf(names: readonly string[]): Promise<DefinitionSource> {
  if (names.length === 0) return tableSource();
  try {
    const { packages, missing } = await loadPackages(names);
    const source = packageSource(packages);
    for (const { name, version: released, problems } of packages)
      for (const problem of problems) warn(`package ${name}#${released}: left out ${problem}`);
    for (const name of missing)
      warn(
        `package ${name} is asked for and not in the cache: what it defines comes from Assay’s tables, or not at all`,
      );
    return source;
  } catch (error) {
    if (error instanceof PackageError) throw new UsageError(error.message);
    throw error;
  }
}

function warn(text: string): void {
  process.stderr.write(`assay: ${text}\n`);
}

function named(source: DefinitionSource, canonical: string): NamedProfile {
  const definition = source.definition(canonical);
  const [, asked = definition?.version] = canonical.split('|');
  // A source answers with the nearest version it has; who names one wants that one.
  if (!definition || definition.version !== asked)
    throw new UsageError(
      `--profile ${canonical}: no definition of that URL and version is loaded; name its package with --package`,
    );
  if (definition.kind !== 'resource')
    throw new UsageError(`--profile ${canonical}: is for ${definition.type}, which is no resource`);
  return { canonical, type: definition.type };
}

async function create(path: string): Promise<Writable> {
  const file = createWriteStream(path);
  try {
    await once(file, 'open');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(`--out ${path}: cannot be written there (${code})`);
  }
  return file;
}

/** Waits when the reader is slower than the validator, so that findings do not pile up in memory. */
async function write(output: Writable, text: string): Promise<void> {
  if (text !== '' && !output.write(text)) await once(output, 'drain');
}

const BETWEEN_LINES_MS = 200;

function progress(): (done: Pick<ValidationSummary, 'resources' | 'entries' | 'findings'>) => void {
  const started = performance.now();
  let last = started;
  return ({ resources, entries, findings }) => {
    const now = performance.now();
    if (now - last < BETWEEN_LINES_MS) return;
    last = now;
    const count = resources + entries;
    const rate = Math.round((count / (now - started)) * 1000);
    process.stderr.write(
      `\r\x1b[K${groupDigits(count)} resources, ${groupDigits(rate)}/s, ${groupDigits(findings.error)} errors`,
    );
  };
}

function exitCodeOf(summary: ValidationSummary, failOn: 'error' | 'warning'): number {
  const { findings, resources, unjudged, applied } = summary;
  const idle = Object.keys(applied).filter((profile) => applied[profile] === 0);
  for (const line of unjudged) warn(line);
  for (const profile of idle) warn(`--profile ${profile}: no resource of its type`);
  const found = findings.error + findings.warning + findings.information;
  if (resources + found === 0) warn('there was nothing to validate');
  if (unjudged.length + idle.length > 0 || resources + found === 0) return 2;
  return findings.error + (failOn === 'warning' ? findings.warning : 0) > 0 ? 1 : 0;
}
