import { createSandbox, openSandbox, type Sandbox } from '../lib/sandbox.ts';
import type { Dialect, SandboxCore } from '../mock-server/context.ts';
import { type Listening, listen } from '../mock-server/listen.ts';
import { banner } from './banner.ts';
import { namedDefects } from './defects.ts';
import { statePlace } from './state-place.ts';
import { UsageError } from './usage-error.ts';

export interface SandboxArguments {
  readonly port: number;
  readonly host: string;
  readonly publicUrl?: string;
  readonly state?: string;
  readonly ephemeral?: boolean;
  readonly seed: string;
  readonly members: number;
  readonly dialect: Dialect | 'both';
  readonly defect?: readonly string[];
  readonly controlToken?: string;
  readonly directoryAuth: SandboxCore['directoryAuth'];
  readonly lockPersonas?: boolean;
}

/** `assay sandbox`: serves until it is interrupted. */
export async function sandbox({
  host,
  port,
  publicUrl,
  seed,
  members,
  dialect,
  defect = [],
  controlToken,
  directoryAuth,
  lockPersonas = false,
  state,
  ephemeral = false,
}: SandboxArguments) {
  const dialects: readonly Dialect[] = dialect === 'both' ? ['documented', 'standard'] : [dialect];
  if (publicUrl !== undefined && dialects.length > 1)
    throw new UsageError('--public-url names one dialect: add --dialect documented or --dialect standard');
  if (port === 65_535 && dialects.length > 1)
    throw new UsageError('--port 65535: two dialects need two ports; the highest allowed is 65534');
  const defects = namedDefects(defect);
  const place = statePlace(state, ephemeral, process.env.DATABASE_URL);

  const listeners = new Map<Dialect, Listening>();
  let plan: Sandbox | undefined;
  try {
    for (const [index, name] of dialects.entries())
      listeners.set(name, await listen(host, port === 0 ? 0 : port + index));
    const publicUrls = Object.fromEntries([...listeners].map(([name, { url }]) => [name, publicUrl ?? url]));
    const control = controlToken === undefined ? true : { token: controlToken };
    const options = { seed, members, publicUrls, defects, control, directoryAuth, lockPersonas };
    plan = place ? await openSandbox({ ...options, state: place }) : createSandbox(options);
    for (const [name, listener] of listeners) listener.serve(plan.app(name));
    process.stdout.write(banner(plan, { publicUrls, defects: defect, place }));
    await interrupted();
  } finally {
    await Promise.all([...listeners.values()].map((listener) => listener.close()));
    await plan?.close();
  }
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
