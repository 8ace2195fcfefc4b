import { createHash } from 'node:crypto';
import { createPopulation } from '../../generators/population.ts';

/* Where the time of one thread goes, in members per second were each stage alone: stages.ts [members] */
const MEMBERS = Number(process.argv[2] ?? 400);
const AS_OF = Date.parse('2026-01-01');
const population = createPopulation({ members: 1_000_000 });
const from = (first: number) => Array.from({ length: MEMBERS }, (_, n) => first + n);

/** Milliseconds of the second of two rounds: the first warms up. */
function timed<I, O>(first: readonly I[], second: readonly I[], work: (input: I) => O): [O[], number] {
  first.forEach(work);
  const started = performance.now();
  const results = second.map(work);
  return [results, performance.now() - started];
}

const [compartments, generating] = timed(from(0), from(MEMBERS), (index) =>
  population.generate(index, AS_OF),
);
const [texts, serialising] = timed(compartments, compartments, (resources) =>
  resources.map((resource) => JSON.stringify(resource)),
);
const space = Buffer.alloc(1 << 26);
const [, encoding] = timed(texts, texts, (lines) => {
  let at = 0;
  for (const line of lines) at = (at + space.write(line, at, 'utf8')) % (space.length / 2);
});
const blocks = texts.map((lines) => Buffer.from(lines.join('\n')));
const [, hashing] = timed(blocks, blocks, (block) => createHash('sha256').update(block).digest());

const stages = { generating, serialising, encoding, hashing };
const total = Object.values(stages).reduce((sum, ms) => sum + ms, 0);
const row = (ms: number) => ({
  'members/s': Math.round((MEMBERS / ms) * 1000),
  share: `${Math.round((ms / total) * 100)} %`,
});
console.table(
  Object.fromEntries(Object.entries({ ...stages, 'all of it': total }).map(([name, ms]) => [name, row(ms)])),
);
