import type { Express } from 'express';
import { createPopulation, type PopulationOptions } from '../generators/population.ts';
import { systemClock } from '../mock-server/clock.ts';
import type { App, Dialect, SandboxCore } from '../mock-server/context.ts';
import { createControl } from '../mock-server/control/control.ts';
import type { Defect } from '../mock-server/control/defect.ts';
import { Outbox } from '../mock-server/control/outbox.ts';
import { createDemoApps } from '../mock-server/demo-apps.ts';
import type { Population } from '../mock-server/population.ts';
import { createApp, createCore } from '../mock-server/server.ts';
import { pruneRegularly } from '../mock-server/store/prune.ts';
import { createMemoryState, openState, type State, type StatePlace } from '../mock-server/store/state.ts';
import type { Transport } from '../suites/runner/http.ts';
import { createPortal, type PortalOptions } from './portal.ts';
import { version } from './version.ts';

export interface SandboxOptions extends PopulationOptions, PortalOptions {
  /** A population made before; sandboxes of one population share its caches. */
  readonly population?: Population;
  /** The same for apps with production access. */
  readonly production?: Population;
  /** Public URL of each dialect that is served. */
  readonly publicUrls: Readonly<Partial<Record<Dialect, string>>>;
  readonly defects?: readonly Defect[];
  readonly directoryAuth?: SandboxCore['directoryAuth'];
  /** Five wrong passwords lock the documented members too, as they do all others. */
  readonly lockPersonas?: boolean;
  /**
   * Serves the control plane below `/_sandbox`: the clock, minted tokens, ordered faults, the journal. With a token it
   * is reached from other machines too.
   */
  readonly control?: boolean | { readonly token: string };
}

/** The whole plan in one process: state, population and one Express application per dialect. Nothing listens. */
export interface Sandbox {
  readonly core: SandboxCore;
  readonly population: Population;
  /** The members and directory that apps with production access see: of another seed. */
  readonly production: Population;
  /** The apps that are there from the start, as they were then. */
  readonly demoApps: readonly App[];
  app(dialect: Dialect): Express;
  /** Answers requests to a dialect's public URL without a socket. */
  transport(dialect: Dialect): Transport;
  close(): Promise<void>;
}

/**
 * Puts a sandbox together: population, state in memory, ready apps, one application per public URL.
 * @throws OptionError when an option of the population can't be used
 */
export function createSandbox(options: SandboxOptions): Sandbox {
  const parts = preparedFor(options);
  return assemble(options, parts, createMemoryState(parts.demoApps));
}

/**
 * The same over a state that outlives the process: what was registered, consented and issued is there again.
 * @throws OptionError when an option of the population can't be used
 * @throws StateError when the state can't be opened, or belongs to another population
 */
export async function openSandbox(
  options: SandboxOptions & { readonly state: StatePlace },
): Promise<Sandbox> {
  const parts = preparedFor(options);
  const { seed } = parts.population;
  return assemble(options, parts, await openState(options.state, { apps: parts.demoApps, seed }));
}

type Parts = Pick<Sandbox, 'population' | 'production' | 'demoApps'>;

function preparedFor(options: SandboxOptions): Parts {
  const { publicUrls, population, production } = options;
  const people: Population = population ?? createPopulation(options);
  return {
    population: people,
    production: production ?? createPopulation({ ...options, seed: `${people.seed} production` }),
    demoApps: createDemoApps({ redirectOrigins: Object.values(publicUrls) }),
  };
}

function assemble(
  { publicUrls, defects = [], directoryAuth, lockPersonas, control, ...options }: SandboxOptions,
  { population, production, demoApps }: Parts,
  { store, key }: State,
): Sandbox {
  const token = typeof control === 'object' ? control.token : undefined;
  const levers = control ? createControl({ population, defects, version, token }) : undefined;
  const clock = levers?.clock ?? systemClock;
  const portal = createPortal(options, { outbox: levers?.outbox ?? new Outbox(), clock });
  const core = createCore({
    population,
    production,
    store,
    key,
    clock,
    portal,
    publicUrls,
    ...(directoryAuth && { directoryAuth }),
    ...(lockPersonas !== undefined && { lockPersonas }),
    ...(levers && { control: levers }),
  });
  const stopPruning = pruneRegularly(store, [core.ports.clock, systemClock]);
  const create = (dialect: Dialect) => {
    const publicUrl = publicUrls[dialect];
    if (publicUrl === undefined) throw new RangeError(`publicUrls: the sandbox has no dialect "${dialect}"`);
    return createApp(core, { dialect, publicUrl, defects: levers ? [] : defects });
  };
  const app = perDialect(create);
  return {
    core,
    population,
    production,
    demoApps,
    app,
    transport: perDialect((dialect) => lazyTransport(create(dialect))),
    async close() {
      stopPruning();
      await store.close();
    },
  };
}

/** What answers in process is loaded with the first request: a sandbox that listens has no use for it. */
function lazyTransport(app: Express): Transport {
  let made: Promise<Transport> | undefined;
  return async (request, timeoutMs) => {
    made ??= import('./transport.ts').then(({ createTransport }) => createTransport(app));
    return (await made)(request, timeoutMs);
  };
}

/** Makes it when it is first asked for. */
function perDialect<T>(create: (dialect: Dialect) => T): (dialect: Dialect) => T {
  const made = new Map<Dialect, T>();
  return (dialect) => {
    const known = made.get(dialect) ?? create(dialect);
    made.set(dialect, known);
    return known;
  };
}
