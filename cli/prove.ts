import { type DefectProof, type Proof, prove as proveAll, usualThreads } from '../lib/prove.ts';
import type { Defect } from '../mock-server/control/defect.ts';
import { defects } from '../mock-server/control/defects/index.ts';
import { tolerances } from '../mock-server/control/tolerances/index.ts';
import { checks, suites } from '../suites/index.ts';
import { openMatrix } from './matrix-file.ts';
import { oneOf, UsageError } from './usage-error.ts';
import { writable, writeJson } from './written-file.ts';

export interface ProveArguments {
  readonly suite?: readonly string[];
  readonly defect?: readonly string[];
  readonly tolerances: boolean;
  readonly full: boolean;
  readonly threads?: number;
  readonly list: boolean;
  readonly out?: string;
  readonly clean?: string;
}

/** `assay prove`: exit code 0 when every defect is caught and nothing else alarms, else 1. */
export async function prove(options: ProveArguments): Promise<void> {
  if (options.list) return listDefects();
  writable('--out', options.out);
  writable('--clean', options.clean);
  const selection = select(options);
  const { full, out } = options;
  const matrix =
    out === undefined ? undefined : openMatrix(out, { full, keep: options.defect !== undefined });
  const proof = await proveAll({
    ...selection,
    full,
    threads: options.threads ?? usualThreads,
    onProof(one, harmless) {
      process.stdout.write(line(one, harmless));
      if (!harmless) matrix?.add(one);
    },
  });
  matrix?.end();
  const whole = selection.only === undefined && selection.checks.length === checks.length;
  process.stdout.write(summary(proof, selection.checks.length, whole));
  if (options.clean !== undefined) writeJson('--clean', options.clean, proof.clean);
  const sound =
    proof.defects.every(isCaught) &&
    [...proof.defects, ...proof.tolerances].every(({ falseAlarms }) => falseAlarms.length === 0) &&
    proof.unclean.length === 0 &&
    (!whole || proof.unproved.length + proof.unnamed.length === 0);
  process.exitCode = sound ? 0 : 1;
}

/** What of the catalogue is to be proved, and by which checks. */
function select({ suite, defect, tolerances: only }: ProveArguments) {
  for (const name of suite ?? [])
    oneOf(
      '--suite',
      name,
      suites.map((one) => one.name),
    );
  const names = [...defects, ...tolerances].map(({ name }) => name);
  for (const name of defect ?? []) oneOf('--defect', name, names, 'assay prove --list shows all');
  const chosen = checks.filter(({ id }) => !suite || suite.includes(id.split('.')[0] ?? ''));
  const named = new Set(chosen.flatMap(({ detects }) => detects));
  const proved = only ? [] : defects.filter(({ name }: Defect) => !suite || named.has(name));
  const within = [...proved, ...tolerances].map(({ name }) => name);
  for (const name of defect ?? []) {
    if (within.includes(name)) continue;
    const why = only ? 'is no tolerance' : `no check of ${suite?.join(', ')} names it`;
    throw new UsageError(`--defect ${name}: ${why}; leave --${only ? 'tolerances' : 'suite'} out`);
  }
  return { checks: chosen, defects: proved, tolerances, ...(defect && { only: defect }) };
}

function summary(
  { defects: proofs, tolerances: quiet, unclean, unproved, unnamed, durationMs }: Proof,
  checkCount: number,
  whole: boolean,
): string {
  const alarms = (of: readonly DefectProof[]) => of.reduce((sum, one) => sum + one.falseAlarms.length, 0);
  return [
    ...unclean.map((text) => `clean sandbox  ${text}`),
    ...(whole ? unproved.map((id) => `no defect proves  ${id}`) : []),
    ...(whole ? unnamed.map((name) => `no check or no defect of that name  ${name}`) : []),
    '',
    `${proofs.filter(isCaught).length} of ${proofs.length} defects caught, ${alarms(proofs)} false alarms; ` +
      `${quiet.length} tolerances, ${alarms(quiet)} alarms; ` +
      `${unclean.length} failures on the clean sandbox in both dialects; ` +
      `${checkCount} checks, ${(durationMs / 1000).toFixed(1)} s`,
    '',
  ].join('\n');
}

function isCaught({ missedBy, caughtBy }: DefectProof): boolean {
  return missedBy.length === 0 && Object.keys(caughtBy).length > 0;
}

function line(proof: DefectProof, harmless: boolean): string {
  const { defect, caughtBy, missedBy, falseAlarms, ran } = proof;
  const caught = `${isCaught(proof) ? 'caught' : 'MISSED'}  ${defect}  by ${Object.keys(caughtBy).join(', ') || 'no check'}`;
  const quiet = `${falseAlarms.length === 0 ? 'quiet ' : 'ALARM '}  ${defect}  in ${ran} checks`;
  const lines = [harmless ? quiet : caught];
  for (const id of missedBy) lines.push(`        missed by ${id}`);
  for (const id of falseAlarms) lines.push(`        false alarm: ${id}`);
  return `${lines.join('\n')}\n`;
}

function listDefects(): void {
  for (const { name, summary, clause } of defects) {
    const by = checks.filter((check) => check.detects.includes(name)).map(({ id }) => id);
    process.stdout.write(`${name}\n    ${summary} (${clause})\n    caught by ${by.join(', ')}\n`);
  }
}
