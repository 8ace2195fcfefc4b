import { writeFileSync } from 'node:fs';
import { type DefectProof, prove as proveAll } from '../lib/prove.ts';
import { defects } from '../mock-server/control/defects/index.ts';
import { checks } from '../suites/index.ts';
import { namedDefects } from './defects.ts';
import { UsageError } from './usage-error.ts';

export interface ProveArguments {
  readonly defect?: readonly string[];
  readonly list: boolean;
  readonly out?: string;
}

/** `assay prove`: exit code 0 when every defect is caught and nothing else alarms, else 1. */
export async function prove({ defect, list, out }: ProveArguments): Promise<void> {
  if (list) return listDefects();
  if (defect) namedDefects(defect);
  const proof = await proveAll({
    checks,
    defects,
    ...(defect && { only: defect }),
    onDefect: (one) => process.stdout.write(line(one)),
  });
  const caught = proof.defects.filter((one) => isCaught(one)).length;
  const alarms = proof.defects.reduce((sum, one) => sum + one.falseAlarms.length, 0);
  for (const text of proof.unclean) process.stdout.write(`clean sandbox  ${text}\n`);
  for (const id of proof.unproved) process.stdout.write(`no defect proves  ${id}\n`);
  for (const name of proof.unnamed) process.stdout.write(`no check or no defect of that name  ${name}\n`);
  process.stdout.write(
    `\n${caught} of ${proof.defects.length} defects caught, ${alarms} false alarms, ` +
      `${proof.unclean.length} failures on the clean sandbox in both dialects; ` +
      `${checks.length} checks, ${(proof.durationMs / 1000).toFixed(1)} s\n`,
  );
  if (out !== undefined) write(out, proof.defects);
  const sound =
    caught === proof.defects.length &&
    alarms + proof.unclean.length + proof.unproved.length + proof.unnamed.length === 0;
  process.exitCode = sound ? 0 : 1;
}

function isCaught({ missedBy, caughtBy }: DefectProof): boolean {
  return missedBy.length === 0 && Object.keys(caughtBy).length > 0;
}

function line(proof: DefectProof): string {
  const { defect, caughtBy, missedBy, falseAlarms } = proof;
  const lines = [
    `${isCaught(proof) ? 'caught' : 'MISSED'}  ${defect}  by ${Object.keys(caughtBy).join(', ') || 'no check'}`,
  ];
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

function write(out: string, proofs: readonly DefectProof[]): void {
  const matrix = Object.fromEntries(proofs.map(({ defect, caughtBy }) => [defect, caughtBy]));
  try {
    writeFileSync(out, `${JSON.stringify(matrix, null, 2)}\n`);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(`--out ${out}: the matrix cannot be written there (${code})`);
  }
}
