import { randomBytes } from 'node:crypto';
import type { Express } from 'express';
import inject, { type DispatchFunc } from 'light-my-request';
import { createPopulation, type PopulationOptions } from '../generators/population.ts';
import type { App, Dialect, SandboxCore } from '../mock-server/context.ts';
import { createControl } from '../mock-server/control/control.ts';
import type { Defect } from '../mock-server/control/defect.ts';
import { createDemoApps } from '../mock-server/demo-apps.ts';
import type { Population } from '../mock-server/population.ts';
import { createApp, createCore } from '../mock-server/server.ts';
import { createSqliteStore } from '../mock-server/store/sqlite.ts';
import type { Transport } from '../suites/runner/http.ts';

export interface SandboxOptions extends PopulationOptions {
  /** A population made before; sandboxes of one population share its caches. */
  readonly population?: Population;
  /** Public URL of each dialect that is served. */
  readonly publicUrls: Readonly<Partial<Record<Dialect, string>>>;
  readonly defects?: readonly Defect[];
  readonly directoryAuth?: SandboxCore['directoryAuth'];
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
export function createSandbox({
  publicUrls,
  defects = [],
  directoryAuth,
  population,
  control,
  ...data
}: SandboxOptions): Sandbox {
  const people: Population = population ?? createPopulation(data);
  const demoApps = createDemoApps({ redirectOrigins: Object.values(publicUrls) });
  const store = createSqliteStore({ apps: demoApps });
  const production: Population = createPopulation({ ...data, seed: `${people.seed} production` });
  const token = typeof control === 'object' ? control.token : undefined;
  const levers = control ? createControl({ population: people, defects, token }) : undefined;
  const core = createCore({
    population: people,
    production,
    store,
    key: randomBytes(32),
    publicUrls,
    ...(directoryAuth && { directoryAuth }),
    ...(levers && { control: levers }),
  });
  const apps = new Map<Dialect, Express>();
  const app = (dialect: Dialect) => {
    const publicUrl = publicUrls[dialect];
    if (publicUrl === undefined) throw new RangeError(`publicUrls: the sandbox has no dialect "${dialect}"`);
    const made = apps.get(dialect) ?? createApp(core, { dialect, publicUrl, defects: levers ? [] : defects });
    apps.set(dialect, made);
    return made;
  };
  return {
    core,
    population: people,
    production,
    demoApps,
    app,
    transport: (dialect) => inProcess(app(dialect)),
    close: () => store.close(),
  };
}

function inProcess(app: Express): Transport {
  return async ({ method, url, headers = {}, body }) => {
    const { pathname, search, host } = new URL(url);
    const response = await inject(app as DispatchFunc, {
      method: method as 'GET',
      url: pathname + search,
      headers: { host, ...headers },
      ...(body !== undefined && { payload: body }),
    });
    const pairs = Object.entries(response.headers).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((item) => [name.toLowerCase(), String(item)] as const),
    );
    return { status: response.statusCode, headers: pairs, body: response.payload };
  };
}
