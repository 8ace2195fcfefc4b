import { parentPort, workerData } from 'node:worker_threads';
import type { Job } from './job.ts';
import { createRender, type Stretch } from './render.ts';
import type { Rendered } from './stretches.ts';

const render = createRender(workerData as Job);

parentPort?.on('message', (stretch: Stretch) => {
  const rendered: Rendered = { stretch, pieces: render(stretch) };
  parentPort?.postMessage(
    rendered,
    rendered.pieces.map(({ bytes }) => bytes.buffer),
  );
});
