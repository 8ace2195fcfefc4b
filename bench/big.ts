import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunResult } from '../suites/runner/result.ts';
import { big, ordinary, type PlanSize, serve } from './big/start.ts';

/*
 * `assay check`, all suites, of an ordinary plan and of a big one: a member with 10,000 claims and a directory of 5,000
 * practitioners. The sandbox is a process of its own, so time and memory are those of the command alone. By node:
 *   node bench/big.ts [documented|standard]
 */

const DIALECT = process.argv[2] === 'standard' ? 'standard' : 'documented';
const MOST_SECONDS = 60;
const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));

async function check(size: PlanSize) {
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  const { target, stop } = await serve(DIALECT, size);
  try {
    const descriptor = join(folder, 'target.json');
    writeFileSync(descriptor, JSON.stringify(target));
    const out = join(folder, 'report');
    const begun = performance.now();
    const child = spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        '--import',
        script('big/report-peak.ts'),
        script('../bin/assay.js'),
        'check',
        descriptor,
        '--out',
        out,
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let told = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      told += text;
    });
    const [code] = await once(child, 'close');
    const seconds = (performance.now() - begun) / 1000;
    const { counts, sentence } = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8')) as RunResult;
    const peak = Number(/^peak (\d+)$/m.exec(told)?.[1]);
    return {
      seconds,
      peak,
      row: {
        claims: size.claims,
        practitioners: size.practitioners,
        exit: code,
        verdict: sentence,
        seconds: Math.round(seconds * 10) / 10,
        'peak MB': Math.round(peak / 1e6),
        'run.json MB': Math.round(statSync(join(out, 'run.json')).size / 1e6),
        requests: counts.requests,
        resources: counts.resources,
        pass: counts.pass,
        skip: counts.skip,
        failures: counts.failures,
        errors: counts.error,
      },
    };
  } finally {
    stop();
    rmSync(folder, { recursive: true });
  }
}

const few = await check(ordinary);
const many = await check(big);
console.table([few.row, many.row]);
console.log(
  `Node ${process.versions.node}, ${DIALECT} dialect: ${many.seconds.toFixed(1)} s (at most ${MOST_SECONDS}), ` +
    `memory ${(many.peak / few.peak).toFixed(2)} times that of the ordinary plan`,
);
