import { isMainThread } from 'node:worker_threads';

/* Loaded before a command: says on the standard error, in bytes, what memory the process took at most. */
if (isMainThread)
  process.once('exit', () => {
    process.stderr.write(`\npeak ${process.resourceUsage().maxRSS * 1024}\n`);
  });
