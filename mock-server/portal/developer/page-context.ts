import type { App, Endpoint, Route } from '../../context.ts';
import { type Ports, portsInForce } from '../../control/defect.ts';
import type { IncomingRequest, Reply } from '../../reply.ts';
import { runStep, runSteps, type Step } from '../../step.ts';
import type { Developer, PortalSession, ProductionRequest, Registration } from '../../store/portal.ts';
import { browserId } from '../browser-state.ts';
import type { PortalSettings } from '../settings.ts';

/** One request to a page of the portal; optional members are filled by the step named. */
export interface PageContext {
  readonly request: IncomingRequest;
  readonly endpoint: Endpoint;
  readonly ports: Ports;
  readonly portal: PortalSettings;
  /** Whose pages these are: a developer's session is none at the staff's desk, and the reverse. */
  readonly role: PortalSession['role'];
  /** Names the browser before anyone is signed in. */
  readonly browser: ReturnType<typeof browserId>;
  /** `recognize` */
  session?: { readonly id: string; readonly account: string };
  /** `recognize` */
  developer?: Developer;
  /** `findRegistration` */
  registering?: { readonly registration: Registration; readonly developer: Developer };
  /** `findOwnApp` */
  app?: App;
  /** `takeSecret`: made by the last request of this session. */
  newSecret?: string;
  /** `findOwnRequest`, `findRequest` */
  production?: ProductionRequest;
  reply?: Reply;
}

export type PageStep = Step<PageContext>;

interface Pages {
  readonly role: PortalSession['role'];
  /** Runs before the steps of every page. */
  readonly first: PageStep;
}

/** @returns a maker of routes whose handlers run the steps in order; changes of one account run one at a time */
export function createPages({ role, first }: Pages) {
  return (method: 'GET' | 'POST', path: string, ...steps: readonly PageStep[]): Route => ({
    method,
    path,
    async handle(request, endpoint) {
      const { portal, ports } = endpoint.core;
      if (!portal) return { status: 404, headers: {}, body: 'This sandbox has no developer portal.\n' };
      const browser = browserId(request, endpoint);
      const context: PageContext = {
        request,
        endpoint,
        ports: portsInForce(ports),
        portal,
        role,
        browser,
      };
      await runStep(first, context);
      if (method === 'GET' || !context.session) return runSteps(steps, context);
      return portal.serializer.run(context.session.account, async () => runSteps(steps, context));
    },
  });
}

/** A field of the posted form, without the space around it. */
export function field({ request }: PageContext, name: string): string {
  return request.form?.get(name)?.trim() ?? '';
}
