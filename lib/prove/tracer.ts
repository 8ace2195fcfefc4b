import { AsyncLocalStorage } from 'node:async_hooks';
import type { Defect, Ports } from '../../mock-server/control/defect.ts';
import type { IncomingRequest, Reply } from '../../mock-server/reply.ts';
import type { Step } from '../../mock-server/step.ts';
import type { HttpRequest, HttpResponse, Transport } from '../../suites/runner/http.ts';

type AnyStep = Step<never>;
type Method = (...args: unknown[]) => unknown;

/** A call of a port, so that it can be made again. */
export interface PortCall {
  readonly port: object;
  readonly method: string;
  readonly args: readonly unknown[];
}

/** What one request passed on its way through the sandbox. */
export interface Crossing {
  readonly request: HttpRequest;
  readonly steps: Set<AnyStep>;
  /** By method and arguments, times left out. */
  readonly population: Map<string, PortCall>;
  readonly store: Map<string, PortCall>;
  /** Names of the defects that would rewrite the reply. */
  rewrittenBy: ReadonlySet<string>;
  response?: HttpResponse;
}

/** Which defects rewrite what a route answers: the first answers tell for those that follow. */
interface Rewriters {
  seen: number;
  readonly names: Set<string>;
}

const OFTEN_ENOUGH = 3;

/** Answers of one kind: the same path but for ids, the same status and media type. */
function routeOf({ method, path, headers }: IncomingRequest, { status, headers: sent }: Reply): string {
  const template = path.replaceAll(/\/[0-9a-f-]{20,}/g, '/:id');
  return [method, template, status, headers.authorization?.split(' ')[0], sent['content-type']].join(' ');
}

/** Watches a clean sandbox: which steps, ports and replies each request has to do with. */
export class Tracer {
  /** Changes nothing; to be put in force in the sandbox that is watched. */
  readonly probe: Defect;
  readonly #crossings = new WeakMap<HttpResponse, Crossing>();
  readonly #current = new AsyncLocalStorage<Crossing>();
  readonly #byRoute = new Map<string, Rewriters>();

  constructor(defects: readonly Defect[]) {
    const rewriting = defects.filter(({ rewrite }) => rewrite !== undefined);
    this.probe = {
      name: 'prove.probe',
      summary: 'Nothing is wrong.',
      clause: 'none',
      replacementOf: (step) => {
        this.#current.getStore()?.steps.add(step as unknown as AnyStep);
        return undefined;
      },
      ports: {
        population: (port) => this.#watch('population', port),
        store: (port) => this.#watch('store', port),
      },
      rewrite: (reply, request) => {
        const crossing = this.#current.getStore();
        if (!crossing) return reply;
        const known = this.#rewriters(routeOf(request, reply));
        if (known.seen < OFTEN_ENOUGH) {
          known.seen += 1;
          for (const defect of rewriting)
            if (defect.rewrite?.(reply, request) !== reply) known.names.add(defect.name);
        }
        crossing.rewrittenBy = known.names;
        return reply;
      },
    };
  }

  /** The transport with every request watched. */
  watch(inner: Transport): Transport {
    return async (request, timeoutMs) => {
      const crossing: Crossing = {
        request,
        steps: new Set(),
        population: new Map(),
        store: new Map(),
        rewrittenBy: new Set(),
      };
      const response = await this.#current.run(crossing, () => inner(request, timeoutMs));
      crossing.response = response;
      this.#crossings.set(response, crossing);
      return response;
    };
  }

  crossingOf(response: HttpResponse): Crossing | undefined {
    return this.#crossings.get(response);
  }

  #rewriters(route: string): Rewriters {
    const known = this.#byRoute.get(route) ?? { seen: 0, names: new Set<string>() };
    this.#byRoute.set(route, known);
    return known;
  }

  #watch<Name extends 'population' | 'store'>(name: Name, port: Ports[Name]): Ports[Name] {
    return new Proxy(port, {
      get: (target, property) => {
        const value: unknown = Reflect.get(target, property, target);
        if (typeof value !== 'function' || typeof property !== 'string') return value;
        const method = value as Method;
        return (...args: unknown[]) => {
          const key = `${property}(${args.filter((arg) => typeof arg !== 'number').join()})`;
          this.#current.getStore()?.[name].set(key, { port: target, method: property, args });
          return method.apply(target, args);
        };
      },
    });
  }
}
