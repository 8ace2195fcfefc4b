import { Worker } from 'node:worker_threads';
import type { Job } from './job.ts';
import { createRender, DIRECTORY, type Piece, type Stretch } from './render.ts';

export interface Rendered {
  readonly stretch: Stretch;
  readonly pieces: readonly Piece[];
}

/** Members of one stretch: a few megabytes, so that what is in flight stays small beside the process. */
const STRETCH = 8;
/** Stretches that a worker may be ahead of the writer. */
const AHEAD = 3;

/**
 * Renders a job from position `start` on, in order, in this thread (`workers` 1) or in several. The order and the
 * bytes do not depend on `workers`.
 *
 * @param withDirectory whether the directory comes first
 */
export async function* renderAll(
  job: Job,
  start: number,
  withDirectory: boolean,
  workers: number,
): AsyncGenerator<Rendered> {
  const stretches = stretchesOf(job, start, withDirectory);
  if (workers > 1) yield* inThreads(job, stretches, workers);
  else {
    const render = createRender(job);
    for (const stretch of stretches) yield { stretch, pieces: render(stretch) };
  }
}

function* stretchesOf({ to }: Job, start: number, withDirectory: boolean): Generator<Stretch> {
  if (withDirectory) yield DIRECTORY;
  for (let from = start; from < to; from += STRETCH) yield { from, to: Math.min(from + STRETCH, to) };
}

async function* inThreads(
  job: Job,
  stretches: Iterator<Stretch, unknown>,
  count: number,
): AsyncGenerator<Rendered> {
  const threads = Array.from({ length: count }, () => new RenderThread(job));
  const pending: Promise<Rendered>[] = [];
  let sent = 0;
  const send = (): void => {
    const next = stretches.next();
    const thread = threads[sent % count];
    if (next.done || !thread) return;
    sent += 1;
    const rendered = thread.render(next.value as Stretch);
    // Awaited in order; one that fails meanwhile is not left unhandled.
    rendered.catch(() => {});
    pending.push(rendered);
  };
  try {
    for (let n = 0; n < count * AHEAD; n += 1) send();
    while (pending.length > 0) {
      const rendered = await pending.shift();
      send();
      if (rendered) yield rendered;
    }
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
}

/** A worker thread that answers one stretch after the other. */
class RenderThread {
  readonly #worker: Worker;
  readonly #waiting: { resolve(rendered: Rendered): void; reject(error: unknown): void }[] = [];
  #failure: unknown;

  constructor(job: Job) {
    const file = import.meta.url.endsWith('.ts') ? './render-thread.ts' : './render-thread.js';
    this.#worker = new Worker(new URL(file, import.meta.url), {
      workerData: job,
      // What this process was started with (loaders, inspectors) is not the thread's business.
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    this.#worker.on('message', (rendered: Rendered) => this.#waiting.shift()?.resolve(rendered));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', (code) => this.#fail(new Error(`a worker thread ended with code ${code}`)));
  }

  render(stretch: Stretch): Promise<Rendered> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) return reject(this.#failure);
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(stretch);
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #fail(error: unknown): void {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}
