import { limitAccess } from '../../oauth/access.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const portalProductionServesSandbox: Defect = {
  name: 'portal.production-serves-sandbox',
  summary: 'Requests of apps with production access are answered from the data of the sandbox.',
  clause: 'Portal documentation, Production Access Process, step 10',
  replacementOf: afterStep(limitAccess, (context) => {
    if (context.access) context.access = { ...context.access, environment: 'sandbox' };
  }),
};
