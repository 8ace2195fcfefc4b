import type { App, Endpoint } from '../context.ts';
import { ControlError } from './problem.ts';

/** @throws ControlError when there is none */
export async function appNamed(clientId: string, { core }: Endpoint, status = 400): Promise<App> {
  const app = await core.apps.find(clientId);
  if (app) return app;
  throw new ControlError(
    status,
    `client_id "${clientId}" is not registered; GET /_sandbox/apps lists the apps`,
  );
}
