import type { RunResult } from '../../suites/runner/result.ts';

/**
 * `run.json`: the run itself, indented by two spaces, as `suites/runner/run.schema.json` describes it.
 *
 * @param run a masked run
 */
export function formatJson(run: RunResult): string {
  return `${JSON.stringify(run, null, 2)}\n`;
}
