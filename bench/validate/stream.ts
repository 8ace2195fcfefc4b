import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createPopulation } from '../../generators/population.ts';

/*
 * `assay validate -` over a stream of NDJSON: resources per second, and resident memory while it goes on, which must
 * not grow with the length of the stream.
 *   node bench/validate/stream.ts [resources]
 */

const RESOURCES = Number(process.argv[2] ?? 100_000);
const AS_OF = Date.parse('2026-01-01T00:00:00Z');

function* lines(): Generator<string> {
  const population = createPopulation({ members: RESOURCES });
  let count = 0;
  for (let member = 0; count < RESOURCES; member++)
    for (const resource of population.generate(member, AS_OF)) {
      if (count++ === RESOURCES) return;
      yield `${JSON.stringify(resource)}\n`;
    }
}

const assay = fileURLToPath(new URL('../../bin/assay.js', import.meta.url));
const child = spawn(
  process.execPath,
  ['--disable-warning=ExperimentalWarning', assay, 'validate', '-', '--format', 'json', '--out', '/dev/null'],
  { stdio: ['pipe', 'pipe', 'inherit'] },
);
let summary = '';
child.stdout.on('data', (text) => {
  summary += text;
});
const ended = once(child, 'close');
const started = performance.now();
let [written, bytes] = [0, 0];
for (const line of lines()) {
  bytes += line.length;
  if (!child.stdin.write(line)) await once(child.stdin, 'drain');
  if (++written % (RESOURCES / 10) === 0)
    console.log(`${written} resources written, ${memory()} MB resident`);
}
child.stdin.end();
const [code] = await ended;
const seconds = (performance.now() - started) / 1000;
console.log(
  `${summary}\nexit code ${code}; ${Math.round(bytes / 1e6)} MB in ${seconds.toFixed(1)} s, generator included`,
);

/** Resident memory of the validating process in megabytes. */
function memory(): number {
  return Math.round(
    Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' })) / 1024,
  );
}
