import { accessSync, constants, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeDirectory, whyNotMade } from '../generators/write/make-directory.ts';
import { version } from '../lib/version.ts';
import type { Dialect, SandboxCore } from '../mock-server/context.ts';
import { formatHtml } from '../reports/formats/html.ts';
import { formatJson } from '../reports/formats/json.ts';
import { formatJunit } from '../reports/formats/junit.ts';
import { formatCheckLine, formatSummary } from '../reports/formats/terminal.ts';
import { suites } from '../suites/index.ts';
import { defaultRuleset, findRuleset, type Ruleset, rulesets } from '../suites/rulesets.ts';
import { assembleRun } from '../suites/runner/assemble.ts';
import type { Check } from '../suites/runner/check.ts';
import { fetchTransport } from '../suites/runner/http.ts';
import { BodyTooLong } from '../suites/runner/read-body.ts';
import type { RunResult } from '../suites/runner/result.ts';
import { loadTarget, type Target } from '../suites/runner/target.ts';
import { Unreachable } from '../suites/runner/unreachable.ts';
import { judgeRun } from '../suites/runner/verdict.ts';
import { driveVitest } from '../suites/runner/vitest/drive.ts';
import { startEmbedded } from './embedded.ts';
import { oneOf, UsageError } from './usage-error.ts';

export interface CheckArguments {
  readonly suite?: readonly string[];
  readonly only?: readonly string[];
  readonly out: string;
  readonly strict: boolean;
  /** Commander's form of `--no-skips`. */
  readonly skips: boolean;
  readonly dialect: Dialect;
  readonly defect?: readonly string[];
  readonly directoryAuth?: SandboxCore['directoryAuth'];
  readonly ruleset: string;
  readonly intrusive: boolean;
  readonly waitExpiry: boolean;
}

/** `assay check`: judges a target, writes the reports, sets the exit code. */
export async function check(file: string | undefined, options: CheckArguments): Promise<void> {
  const selected = select(options);
  const ruleset = rulesetOf(options.ruleset);
  if (file !== undefined && options.defect)
    throw new UsageError('--defect is for the embedded sandbox: leave TARGET out');
  if (file !== undefined && options.directoryAuth)
    throw new UsageError('--directory-auth is for the embedded sandbox: leave TARGET out');
  const embedded =
    file === undefined
      ? await startEmbedded(options.dialect, options.defect ?? [], options.directoryAuth)
      : undefined;
  try {
    const described = embedded?.target ?? loadTarget(file ?? '', process.env);
    const target = { ...described, intrusive: described.intrusive || options.intrusive };
    for (const waiver of target.waivers) oneOf('waiver of', waiver.check, suites.flatMap(idsOf), LISTED);
    await makeWritable(options.out);
    await reach(target);
    const { run, exitCode } = await judge(target, selected, ruleset, options);
    const paths = write(run, options.out);
    process.stdout.write(`\n${formatSummary(run, { color: process.stdout.isTTY })}\n`);
    process.stdout.write(`\nReport:  ${paths.html}\nAlso:    ${paths.json}\n         ${paths.junit}\n`);
    process.exitCode = exitCode;
  } finally {
    await embedded?.close();
  }
}

function rulesetOf(name: string): Ruleset {
  oneOf(
    '--ruleset',
    name,
    rulesets.map((one) => one.name),
  );
  return findRuleset(name) ?? defaultRuleset;
}

const LISTED = 'assay check prints every check that it runs';

function idsOf({ checks }: { readonly checks: readonly Check[] }): string[] {
  return checks.map(({ id }) => id);
}

function select({ suite, only }: CheckArguments): readonly Check[] {
  for (const name of suite ?? [])
    oneOf(
      '--suite',
      name,
      suites.map((one) => one.name),
    );
  const within = suites
    .filter((one) => suite === undefined || suite.includes(one.name))
    .flatMap((one) => one.checks);
  if (only === undefined) return within;
  const matches = (id: string) => (one: Check) => one.id === id || one.id.startsWith(`${id}.`);
  const ids = within.map((one) => one.id);
  const groups = new Set(ids.map((id) => id.split('.', 2).join('.')));
  for (const id of only) if (!within.some(matches(id))) oneOf('--only', id, [...groups, ...ids], LISTED);
  return within.filter((one) => only.some((id) => matches(id)(one)));
}

/** @throws UsageError when nothing answers at all: then there is nothing to judge */
async function reach(target: Target): Promise<void> {
  const { timeoutMs, maxBodyBytes } = target.limits;
  try {
    await fetchTransport({ method: 'GET', url: target.oauth.token }, timeoutMs, maxBodyBytes);
  } catch (error) {
    if (error instanceof BodyTooLong) return;
    throw new UsageError(
      `${new Unreachable(target.oauth.token, error).message} (oauth.token ${target.oauth.token})`,
    );
  }
}

async function judge(
  target: Target,
  selected: readonly Check[],
  ruleset: Ruleset,
  { suite, only, strict, skips, waitExpiry }: CheckArguments,
): Promise<{ run: RunResult; exitCode: number }> {
  const names = suites
    .filter((one) => one.checks.some((each) => selected.includes(each)))
    .map((one) => one.name);
  const startedAt = Date.now();
  const request = { target, checks: selected.map(({ id }) => id), ruleset: ruleset.name, waitExpiry };
  const interrupted = new AbortController();
  const interrupt = () => {
    process.stderr.write(
      '\nassay: interrupted; the reports of what was checked follow. Once more ends at once.\n',
    );
    interrupted.abort();
  };
  process.once('SIGINT', interrupt);
  process.stdout.write(`Checking ${target.name}: ${selected.length} checks of ${names.join(', ')}\n\n`);
  const evidence = await driveVitest(
    request,
    (result) => {
      process.stdout.write(`${formatCheckLine(result, { color: process.stdout.isTTY })}\n`);
    },
    interrupted.signal,
  );
  process.off('SIGINT', interrupt);
  const judged = judgeRun(
    evidence.checks,
    suites.filter((one) => suite === undefined || suite.includes(one.name)),
    target,
    evidence.incomplete,
    { strict, noSkips: !skips },
    { partial: only !== undefined, now: startedAt },
  );
  const run = assembleRun(
    {
      target,
      ruleset,
      suites: names,
      checks: evidence.checks,
      exchanges: evidence.exchanges,
      left: evidence.left,
      coverage: evidence.coverage,
      resources: evidence.resources,
      startedAt,
      durationMs: Date.now() - startedAt,
      assayVersion: version,
    },
    judged,
  );
  return { run, exitCode: judged.exitCode };
}

/** @throws UsageError before any work is done whose result could not be kept */
async function makeWritable(out: string): Promise<void> {
  try {
    await makeDirectory(resolve(out));
    accessSync(resolve(out), constants.W_OK);
  } catch (error) {
    throw unwritable(out, error);
  }
}

function unwritable(out: string, error: unknown): UsageError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return new UsageError(`--out ${out}: the reports cannot be written there${whyNotMade(code)}`);
}

function write(run: RunResult, out: string): Record<'html' | 'json' | 'junit', string> {
  const directory = resolve(out);
  const paths = {
    html: join(directory, 'index.html'),
    json: join(directory, 'run.json'),
    junit: join(directory, 'junit.xml'),
  };
  try {
    writeFileSync(paths.json, formatJson(run));
    writeFileSync(paths.junit, formatJunit(run));
    writeFileSync(paths.html, formatHtml(run));
  } catch (error) {
    throw unwritable(out, error);
  }
  return paths;
}
