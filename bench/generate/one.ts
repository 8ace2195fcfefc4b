import { type OpenFile, openFile } from '../../generators/write/output-files.ts';
import { writePopulation } from '../../generators/write/write-population.ts';

/* One run in a process of its own, so that its peak memory is its own: one.ts DIR MEMBERS WORKERS disk|nowhere */
const [out = '', members, workers, where] = process.argv.slice(2);

/** Takes all and keeps nothing: what is measured is generating, serialising and checksums. */
const nowhere: OpenFile = async () => ({
  appendFile: async () => {},
  truncate: async () => {},
  datasync: async () => {},
  close: async () => {},
});

const started = performance.now();
const { resources, bytes } = await writePopulation({
  out,
  members: Number(members),
  workers: Number(workers),
  openFile: where === 'disk' ? openFile : nowhere,
});
const seconds = (performance.now() - started) / 1000;
const peak = process.resourceUsage().maxRSS * 1024;
process.stdout.write(JSON.stringify({ resources, bytes, seconds, peak }));
