import { describeSandbox } from '../lib/embedded-target.ts';
import { createSandbox } from '../lib/sandbox.ts';
import type { Dialect, SandboxCore } from '../mock-server/context.ts';
import { listen } from '../mock-server/listen.ts';
import type { Target } from '../suites/runner/target.ts';
import { namedDefects } from './defects.ts';

/** A sandbox of one dialect on a free port, with its descriptor. */
export async function startEmbedded(
  dialect: Dialect,
  defectNames: readonly string[],
  directoryAuth: SandboxCore['directoryAuth'] = 'required',
): Promise<{ readonly target: Target; close(): Promise<void> }> {
  const defects = namedDefects(defectNames);
  const listener = await listen('127.0.0.1', 0);
  const plan = createSandbox({
    publicUrls: { [dialect]: listener.url },
    defects,
    control: true,
    directoryAuth,
    // It lives as long as the run, and so do the accounts that checks make.
    passwordCost: 2 ** 10,
  });
  listener.serve(plan.app(dialect));
  const flaw = defectNames.length > 0 ? `, with ${defectNames.join(', ')}` : '';
  return {
    target: describeSandbox(plan, listener.url, `Embedded sandbox (${dialect} dialect${flaw})`),
    async close() {
      await listener.close();
      await plan.close();
    },
  };
}
