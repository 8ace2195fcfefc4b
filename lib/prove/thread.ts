import { parentPort, workerData } from 'node:worker_threads';
import { createPopulation } from '../../generators/population.ts';
import { defects } from '../../mock-server/control/defects/index.ts';
import { tolerances } from '../../mock-server/control/tolerances/index.ts';
import { checks } from '../../suites/index.ts';
import { runClean } from './clean-run.ts';
import { type Ground, proveOne } from './prove-one.ts';
import type { ThreadData, ThreadMessage } from './threads.ts';
import { variants } from './variant.ts';

const { jobs, checks: ids, full } = workerData as ThreadData;
const catalogue = new Map([...defects, ...tolerances].map((defect) => [defect.name, defect]));
const chosen = checks.filter(({ id }) => ids.includes(id));
const wanted = jobs.flatMap(({ name }) => catalogue.get(name) ?? []);
const harmless = new Set(jobs.filter((job) => job.harmless).map(({ name }) => name));
const population = createPopulation();
const grounds: Ground[] = [];
for (const variant of variants)
  grounds.push({ variant, clean: await runClean(variant, chosen, wanted, population) });

const post = (message: ThreadMessage) => parentPort?.postMessage(message);
parentPort?.on('message', async (name: string | undefined) => {
  const defect = name === undefined ? undefined : catalogue.get(name);
  if (!defect) {
    parentPort?.close();
    return;
  }
  post({
    proof: await proveOne(defect, {
      checks: chosen,
      population,
      grounds,
      full,
      harmless: harmless.has(defect.name),
    }),
  });
});
post({});
