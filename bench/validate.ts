import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FhirResource } from 'fhir/r4.js';
import { createValidator } from '../profiles/engine/validator.ts';
import { tableSource } from '../profiles/sources.ts';
import { createPeer, type Judge, type Peer } from './validate/peer.ts';
import { type Subject, subjects } from './validate/subjects.ts';

/*
 * Full profile validations per second, beside @medplum/core in the same run, one core, alternating, medians of rounds.
 * Assay judges by base type, profile, bindings, slices and invariants; the peer has no terminology. Run by plain node:
 *   node bench/validate.ts [rounds]
 */

const ROUNDS = Number(process.argv[2] ?? 5);
const ROUND_MS = 400;

interface Row {
  readonly subject: Subject;
  readonly errors: number;
  readonly own: number;
  readonly peer: number;
  readonly rejected: number;
  /** Why the peer cannot judge by the profile; it is measured by the base definition then. */
  readonly refusal: string | undefined;
}

async function measure(subject: Subject, peer: Peer): Promise<Row> {
  const { resources, profile, packageName } = subject;
  const validator = createValidator(tableSource());
  const judge = (resource: FhirResource) => validator.validate(resource, { profiles: [profile] });
  const errors = resources.flatMap(judge).filter(({ severity }) => severity === 'error').length;
  const byProfile = await peer.judgeBy(profile, packageName);
  const refusal = typeof byProfile === 'string' ? byProfile : undefined;
  const peerJudge: Judge = typeof byProfile === 'string' ? peer.judgeByBase : byProfile;
  const rejected = resources.filter((resource) => !peerJudge(resource).accepted).length;
  const [own, others]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    own.push(rate(resources, judge));
    others.push(rate(resources, peerJudge));
  }
  return { subject, errors, own: median(own), peer: median(others), rejected, refusal };
}

function printed({ subject, errors, own, peer, rejected, refusal }: Row) {
  const { resources } = subject;
  const bytes = resources.reduce((sum, resource) => sum + JSON.stringify(resource).length, 0);
  return {
    resources: resources.length,
    'KB each': Number((bytes / resources.length / 1000).toFixed(1)),
    'assay /s': Math.round(own),
    'assay errors': errors,
    'peer /s': Math.round(peer),
    'peer judges by': refusal === undefined ? 'profile' : 'base R4 only',
    'peer rejects': rejected,
    ratio: Number((own / peer).toFixed(1)),
  };
}

function rate(resources: readonly FhirResource[], judge: (resource: FhirResource) => unknown): number {
  const started = performance.now();
  let [count, elapsed] = [0, 0];
  while (elapsed < ROUND_MS) {
    for (const resource of resources) judge(resource);
    count += resources.length;
    elapsed = performance.now() - started;
  }
  return (count / elapsed) * 1000;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** Milliseconds from the start of a new process to its first validation, and its memory then. */
function start(script: string): { readonly ms: number; readonly rss: number } {
  const runs = Array.from({ length: ROUNDS }, () => {
    const { stdout, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
    if (stdout === '') throw new Error(stderr);
    const [ms = Number.NaN, rss = Number.NaN] = JSON.parse(stdout);
    return { ms, rss };
  });
  return { ms: median(runs.map(({ ms }) => ms)), rss: median(runs.map(({ rss }) => rss)) };
}

const peer = createPeer();
const rows: Row[] = [];
for (const subject of await subjects()) rows.push(await measure(subject, peer));
console.table(Object.fromEntries(rows.map((row) => [row.subject.label, printed(row)])));
const refusals = new Set(
  rows.flatMap(({ subject, refusal }) => (refusal === undefined ? [] : [`${subject.profile}: ${refusal}`])),
);
for (const refusal of refusals) console.log(`@medplum/core: ${refusal}`);
const script = (name: string) => fileURLToPath(new URL(`validate/first-${name}.ts`, import.meta.url));
const starts = { assay: start(script('assay')), '@medplum/core': start(script('medplum')) };
console.table(
  Object.fromEntries(
    Object.entries(starts).map(([name, { ms, rss }]) => [
      name,
      { 'process start to first Patient, ms': Math.round(ms), 'RSS then, MB': Math.round(rss / 1e6) },
    ]),
  ),
);
console.log(
  `Node ${process.versions.node}, ${ROUNDS} rounds of ${ROUND_MS} ms, medians; this process ${Math.round(process.memoryUsage.rss() / 1e6)} MB`,
);
