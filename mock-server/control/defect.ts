import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clock } from '../clock.ts';
import type { App } from '../context.ts';
import type { Population } from '../population.ts';
import type { IncomingRequest, Reply } from '../reply.ts';
import type { Step } from '../step.ts';
import type { Store } from '../store/store.ts';

/**
 * A named fault of a deployment, applied around the clean code by three kinds of hook: replace a protocol step,
 * decorate a port, rewrite the reply.
 */
export interface Defect {
  /** `area.what-is-wrong` */
  readonly name: string;
  /** One sentence: what the deployment does wrong. */
  readonly summary: string;
  /** The clause that is broken, such as `RFC 7636 §4.6`. */
  readonly clause: string;
  /** Address of a public report of a deployment that did this. */
  readonly report?: string;
  readonly replacementOf?: <Context>(step: Step<Context>) => Step<Context>['run'] | undefined;
  readonly ports?: PortDecorators;
  readonly rewrite?: (reply: Reply, request: IncomingRequest) => Reply;
}

export interface Ports {
  readonly population: Population;
  /** What apps with production access see in place of `population` (PROD-9). */
  readonly production?: Population | undefined;
  readonly clock: Clock;
  readonly store: Store;
}

type Decorated = Omit<Ports, 'production'>;

/** The population's decorator is for both of them. */
export type PortDecorators = {
  readonly [Name in keyof Decorated]?: (port: Decorated[Name]) => Decorated[Name];
};

const active = new AsyncLocalStorage<readonly Defect[]>();

export function withDefects<T>(defects: readonly Defect[], run: () => T): T {
  if (defects.length === 0 && activeDefects().length === 0) return run();
  return active.run(defects, run);
}

/** The defects in force for the request being served. */
export function activeDefects(): readonly Defect[] {
  return active.getStore() ?? [];
}

/** For `Defect.replacementOf`: stands in for exactly one step, typed like it. */
export function replaceStep<Context>(
  replaced: Step<Context>,
  run: Step<Context>['run'],
): NonNullable<Defect['replacementOf']> {
  return (step) => ((step as unknown) === replaced ? (run as never) : undefined);
}

const decorated = new WeakMap<Ports, Map<readonly Defect[], Ports>>();

/** The ports as the defects in force leave them. Handlers reach ports by this only. */
export function portsInForce(ports: Ports): Ports {
  const defects = activeDefects();
  if (defects.length === 0) return ports;
  const byDefects = decorated.get(ports) ?? new Map<readonly Defect[], Ports>();
  decorated.set(ports, byDefects);
  const result = byDefects.get(defects) ?? defects.reduce(decorate, ports);
  byDefects.set(defects, result);
  return result;
}

function decorate(ports: Ports, { ports: by }: Defect): Ports {
  return {
    population: by?.population?.(ports.population) ?? ports.population,
    production: ports.production && (by?.population?.(ports.production) ?? ports.production),
    clock: by?.clock?.(ports.clock) ?? ports.clock,
    store: by?.store?.(ports.store) ?? ports.store,
  };
}

const ofProduction = new WeakMap<Ports, Ports>();

/**
 * The ports with the population that an app of this environment sees. A sandbox that has no production population
 * serves its production apps from the one it has.
 */
export function portsFor(ports: Ports, environment: App['environment'] = 'sandbox'): Ports {
  if (environment === 'sandbox' || !ports.production) return ports;
  const made = ofProduction.get(ports) ?? { ...ports, population: ports.production };
  ofProduction.set(ports, made);
  return made;
}
