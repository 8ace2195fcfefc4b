import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startVitest, type TestCase } from 'vitest/node';
import type { CheckResult } from '../result.ts';
import type { Evidence, RunRequest } from './protocol.ts';

/** The run did not come to its end for a reason that lies in the harness. */
export class HarnessError extends Error {
  override readonly name = 'HarnessError';
}

/**
 * Runs checks by Vitest: one worker, one after the other, so that logins and harvests stay single.
 * @param onCheck told of every check as it ends
 * @param signal stops the run: what was checked until then is handed back
 * @throws HarnessError when Vitest can't load or run the suites
 */
export async function driveVitest(
  run: Omit<RunRequest, 'stopChannel'>,
  onCheck: (result: CheckResult) => void,
  signal?: AbortSignal,
): Promise<Evidence> {
  const request = { ...run, stopChannel: `assay ${randomUUID()}` };
  const stop = new BroadcastChannel(request.stopChannel);
  const tell = () => stop.postMessage('stop');
  signal?.addEventListener('abort', tell, { once: true });
  // The worker says when it listens: what was told before is lost.
  stop.onmessage = () => {
    if (signal?.aborted) tell();
  };
  const root = fileURLToPath(new URL('.', import.meta.url));
  const extension = existsSync(`${root}run.suite.ts`) ? 'ts' : 'js';
  let evidence: Evidence | undefined;
  let failure: string | undefined;
  const exitCode = process.exitCode;
  const interrupts = keepInterrupts();
  const vitest = await startVitest(
    'test',
    [],
    {
      config: false,
      root,
      include: [`run.suite.${extension}`],
      exclude: [],
      watch: false,
      pool: 'threads',
      isolate: false,
      fileParallelism: false,
      maxWorkers: 1,
      testTimeout: 0,
      passWithNoTests: false,
      provide: { assay: request },
      server: { deps: { external: [/^(?!.*run\.suite\.[jt]s$).*$/] } },
      reporters: [
        {
          onInit: () => interrupts.end(),
          onTestCaseResult(test: TestCase) {
            const { assay } = test.meta();
            if (assay?.progress) onCheck(assay.progress);
            if (assay?.evidence) evidence = assay.evidence;
          },
          onTestRunEnd(modules, errors) {
            const first = errors[0] ?? modules.flatMap((module) => module.errors())[0];
            if (first) failure = first.message;
          },
        },
      ],
    },
    {},
  );
  await vitest.close();
  interrupts.end();
  signal?.removeEventListener('abort', tell);
  stop.close();
  process.exitCode = exitCode;
  if (failure !== undefined) throw new HarnessError(`the checks could not be run: ${failure}`);
  if (!evidence) throw new HarnessError('the checks ended without evidence');
  return evidence;
}

/** Vitest ends the process at the first interrupt; what it means is for the caller to say. */
function keepInterrupts(): { end(): void } {
  const remove = (event: string | symbol, handler: (...args: never[]) => unknown) => {
    if (event === 'SIGINT') queueMicrotask(() => process.removeListener('SIGINT', handler as () => void));
  };
  process.on('newListener', remove);
  return { end: () => process.off('newListener', remove) };
}
