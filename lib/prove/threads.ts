import { Worker } from 'node:worker_threads';
import type { DefectProof } from './prove-one.ts';

export interface Job {
  readonly name: string;
  /** A tolerance. */
  readonly harmless: boolean;
}

/** What a thread starts with. */
export interface ThreadData {
  readonly jobs: readonly Job[];
  /** Ids. */
  readonly checks: readonly string[];
  readonly full: boolean;
}

/** From a thread: ready for work, or done with one job. */
export type ThreadMessage = { readonly proof?: DefectProof };

type OnProof = (proof: DefectProof, harmless: boolean) => void;

/** Threads that take jobs from one list, beside whoever calls `next`. */
export interface Threads {
  /** Takes a job for the caller itself. */
  next(): string | undefined;
  onProof(listener: OnProof): void;
  /** Waits until the threads have ended. @throws what went wrong in one of them */
  end(): Promise<void>;
}

export function proveInThreads({ threads, ...data }: ThreadData & { readonly threads: number }): Threads {
  const waiting = data.jobs.map(({ name }) => name);
  const harmless = new Set(data.jobs.filter((job) => job.harmless).map(({ name }) => name));
  const early: DefectProof[] = [];
  let listener: OnProof | undefined;
  const tell = (proof: DefectProof) => {
    if (listener) listener(proof, harmless.has(proof.defect));
    else early.push(proof);
  };
  const next = () => waiting.shift();
  const ends = Array.from({ length: threads }, () => work(data, next, tell));
  // Awaited in `end`; until then a failure must not count as unhandled.
  for (const end of ends) end.catch(() => undefined);
  return {
    next,
    onProof(added) {
      listener = added;
      for (const proof of early.splice(0)) tell(proof);
    },
    async end() {
      await Promise.all(ends);
    },
  };
}

/** One thread, fed until there is no more work. */
function work(
  data: ThreadData,
  next: () => string | undefined,
  tell: (proof: DefectProof) => void,
): Promise<void> {
  const file = import.meta.url.endsWith('.ts') ? './thread.ts' : './thread.js';
  const worker = new Worker(new URL(file, import.meta.url), {
    workerData: data,
    // What this process was started with (loaders, inspectors) is not the thread's business.
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  return new Promise((resolve, reject) => {
    worker.on('message', ({ proof }: ThreadMessage) => {
      if (proof) tell(proof);
      worker.postMessage(next());
    });
    worker.on('error', reject);
    worker.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`a thread of prove ended with code ${code}`)),
    );
  });
}
