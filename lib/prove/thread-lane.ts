import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Dialect } from '../../mock-server/context.ts';
import type { CleanRun } from './clean-run.ts';
import type { Lane, Work } from './lane.ts';
import type { Trial } from './prove-one.ts';

/** What a thread starts with. */
export interface ThreadData {
  /** Of defects and tolerances. */
  readonly names: readonly string[];
  /** Ids. */
  readonly checks: readonly string[];
  readonly full: boolean;
}

/** To a thread: a defect to try, or without one the clean run that is wanted. */
export interface Order {
  readonly dialect: Dialect;
  readonly defect?: string;
  /** Made elsewhere, and not known to the thread yet. */
  readonly clean?: CleanRun;
}

/** A lane in a thread of its own, which knows the checks and defects of this package alone. */
export function createThreadLane({ checks, defects, tolerances, full }: Work): Lane {
  const data: ThreadData = {
    names: [...defects, ...tolerances].map(({ name }) => name),
    checks: checks.map(({ id }) => id),
    full,
  };
  const file = import.meta.url.endsWith('.ts') ? './thread.ts' : './thread.js';
  const worker = new Worker(new URL(file, import.meta.url), {
    workerData: data,
    // What this process was started with (loaders, inspectors) is not the thread's business.
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const known = new Set<Dialect>();
  /** @throws what went wrong in the thread */
  const give = async <T>(order: Order): Promise<T> => {
    worker.postMessage(order);
    const [answer] = await once(worker, 'message');
    known.add(order.dialect);
    return answer;
  };
  return {
    runClean: (dialect) => give<CleanRun>({ dialect }),
    tryDefect: (defect, dialect, clean) =>
      give<Trial>({ dialect, defect, ...(!known.has(dialect) && { clean }) }),
    async end() {
      await worker.terminate();
    },
  };
}
