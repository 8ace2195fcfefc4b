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
 * @throws HarnessError when Vitest can't load or run the suites
 */
export async function driveVitest(
  request: RunRequest,
  onCheck: (result: CheckResult) => void,
): Promise<Evidence> {
  const root = fileURLToPath(new URL('.', import.meta.url));
  const extension = existsSync(`${root}run.suite.ts`) ? 'ts' : 'js';
  let evidence: Evidence | undefined;
  let failure: string | undefined;
  const exitCode = process.exitCode;
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
  process.exitCode = exitCode;
  if (failure !== undefined) throw new HarnessError(`the checks could not be run: ${failure}`);
  if (!evidence) throw new HarnessError('the checks ended without evidence');
  return evidence;
}
