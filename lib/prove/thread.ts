import { parentPort, workerData } from 'node:worker_threads';
import type { Dialect } from '../../mock-server/context.ts';
import { defects } from '../../mock-server/control/defects/index.ts';
import { tolerances } from '../../mock-server/control/tolerances/index.ts';
import { checks } from '../../suites/index.ts';
import type { CleanRun } from './clean-run.ts';
import { createLane } from './lane.ts';
import type { Order, ThreadData } from './thread-lane.ts';

const { names, checks: ids, full } = workerData as ThreadData;
const isWanted = ({ name }: { readonly name: string }) => names.includes(name);
const lane = createLane({
  checks: checks.filter(({ id }) => ids.includes(id)),
  defects: defects.filter(isWanted),
  tolerances: tolerances.filter(isWanted),
  full,
});
const cleanRuns = new Map<Dialect, CleanRun>();

parentPort?.on('message', async (order: Order) => {
  const { dialect } = order;
  if (order.clean) cleanRuns.set(dialect, order.clean);
  const clean = cleanRuns.get(dialect) ?? (await lane.runClean(dialect));
  cleanRuns.set(dialect, clean);
  parentPort?.postMessage(
    order.defect === undefined ? clean : await lane.tryDefect(order.defect, dialect, clean),
  );
});
