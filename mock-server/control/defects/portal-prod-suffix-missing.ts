import { grantAccess } from '../../portal/staff/decide.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const portalProdSuffixMissing: Defect = {
  name: 'portal.prod-suffix-missing',
  summary: 'A granted app has the name of its sandbox app.',
  clause: 'Portal documentation, Production Access Process, step 10',
  replacementOf: afterStep(grantAccess, async ({ production, endpoint }) => {
    const app = await endpoint.core.apps.find(production?.productionClientId ?? '');
    if (app) await endpoint.core.apps.put({ ...app, name: app.name.replace(/_prod$/, '') });
  }),
};
