import { randomBytes } from 'node:crypto';
import type { App } from '../../context.ts';
import { createSecret, hashSecret } from '../../oauth/secrets.ts';
import type { ProductionRequest, Submission } from '../../store/portal.ts';

/**
 * The app with production access (PROD-9): named after the sandbox app with `_prod`, with credentials of its own, its one
 * callback that of the frozen submission, its risk category that of the rating.
 *
 * @param secret known to nobody unless it is handed over here: the developer makes one when it is first needed
 */
export function productionAppOf(
  app: App,
  { score }: ProductionRequest,
  { urls }: Submission,
  secret: string = createSecret(),
): App {
  return {
    ...app,
    clientId: `prod-${randomBytes(8).toString('hex')}`,
    secretHash: hashSecret(secret),
    name: `${app.name}_prod`,
    redirectUris: [urls.callback],
    risk: score?.level ?? 'high',
    environment: 'production',
    nativeApp: false,
  };
}
