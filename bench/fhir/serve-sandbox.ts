import { createSandbox } from '../../lib/sandbox.ts';
import { listen } from '../../mock-server/listen.ts';

/*
 * The sandbox as `assay sandbox` starts it, with a directory of its own size. Run as a process by the benchmark:
 *   node bench/fhir/serve-sandbox.ts PRACTITIONERS
 * A message to its parent says where it listens.
 */
const documented = await listen('127.0.0.1', 0);
const standard = await listen('127.0.0.1', 0);
const publicUrls = { documented: documented.url, standard: standard.url };
const plan = createSandbox({ practitioners: Number(process.argv[2]), publicUrls, control: true });
documented.serve(plan.app('documented'));
standard.serve(plan.app('standard'));
process.send?.(publicUrls);
