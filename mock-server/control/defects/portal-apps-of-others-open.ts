import { findOwnApp, showNotFound } from '../../portal/developer/guards.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const portalAppsOfOthersOpen: Defect = {
  name: 'portal.apps-of-others-open',
  summary: 'Any developer can open and change any app by its client id.',
  clause: 'OWASP ASVS 4.0 §4.2.1',
  replacementOf: replaceStep(findOwnApp, async (context) => {
    const app = await context.endpoint.core.apps.find(context.request.params.client ?? '');
    if (app) context.app = app;
    else showNotFound(context);
  }),
};
