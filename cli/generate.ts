import { writeNdjson } from '../generators/write-ndjson.ts';
import { UsageError } from './usage-error.ts';

export interface GenerateArguments {
  readonly out: string;
  readonly members: number;
  readonly seed: string;
  readonly asOf?: string;
}

/** `assay generate`: writes the population as NDJSON per type. */
export async function generate({ out, members, seed, asOf }: GenerateArguments): Promise<void> {
  const started = performance.now();
  const live = process.stderr.isTTY;
  const counts = await writeNdjson({
    out,
    members,
    seed,
    ...(asOf !== undefined && { asOf: endOfDay(asOf) }),
    onProgress: (done) => live && process.stderr.write(`\r${done} of ${members} members`),
  });
  if (live) process.stderr.write('\r\x1b[K');
  const seconds = (performance.now() - started) / 1000;
  for (const [type, count] of Object.entries(counts).sort())
    process.stdout.write(`${String(count).padStart(9)}  ${type}.ndjson\n`);
  process.stdout.write(`${members} members in ${seconds.toFixed(1)} s, written to ${out}\n`);
}

function endOfDay(date: string): number {
  const time = Date.parse(`${date}T23:59:59.999Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(time) || !new Date(time).toISOString().startsWith(date))
    throw new UsageError(`--as-of ${date}: allowed is a date such as 2026-06-30`);
  return time;
}
