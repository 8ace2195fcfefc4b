import { describeSandbox } from '../../lib/embedded-target.ts';
import { createSandbox } from '../../lib/sandbox.ts';
import type { Dialect } from '../../mock-server/context.ts';
import { listen } from '../../mock-server/listen.ts';
import { createBigPlan } from './plan.ts';

/*
 * A sandbox whose first member has many claims, with a directory of its own size. Run as a process of its own:
 *   node bench/big/serve.ts DIALECT CLAIMS PRACTITIONERS
 * A message to its parent is the descriptor of it.
 */
const [, , dialect, claims, practitioners] = process.argv;
const name: Dialect = dialect === 'standard' ? 'standard' : 'documented';
const population = createBigPlan({ claims: Number(claims), practitioners: Number(practitioners) });
const listener = await listen('127.0.0.1', 0);
const sandbox = createSandbox({
  population,
  publicUrls: { [name]: listener.url },
  control: true,
  passwordCost: 2 ** 10,
});
listener.serve(sandbox.app(name));
process.send?.(
  describeSandbox(
    sandbox,
    listener.url,
    `${claims} claims, ${practitioners} practitioners (${name} dialect)`,
  ),
);
