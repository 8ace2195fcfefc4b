import { writePopulation } from '../../generators/write/write-population.ts';

/* Writes a set and ends itself as `kill -9` would, after some members: killed-writer.ts DIR PART KILL_AT CHECKPOINT */
const [out = '', part = '{}', killAt, checkpointBytes] = process.argv.slice(2);
await writePopulation({
  out,
  ...JSON.parse(part),
  checkpointBytes: Number(checkpointBytes),
  onProgress: (progress) => {
    if (progress.members >= Number(killAt)) process.kill(process.pid, 'SIGKILL');
  },
});
