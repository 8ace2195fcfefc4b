import { writePopulation } from '../../generators/write/write-population.ts';

/* Writes a set and ends itself as `kill -9` would, after some members: killed-writer.ts DIR MEMBERS KILL_AT CHECKPOINT */
const [out = '', members, killAt, checkpointBytes] = process.argv.slice(2);
await writePopulation({
  out,
  seed: '7',
  members: Number(members),
  checkpointBytes: Number(checkpointBytes),
  onProgress: (progress) => {
    if (progress.members >= Number(killAt)) process.kill(process.pid, 'SIGKILL');
  },
});
