import { limitAccess } from '../../oauth/access.ts';
import { directoryTypes } from '../../oauth/resource-types.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const portalProductsIgnored: Defect = {
  name: 'portal.products-ignored',
  summary: 'Tokens open all resource types, whatever products the app was registered for.',
  clause: 'Portal documentation, Register an Application, step 5',
  replacementOf: afterStep(limitAccess, (context) => {
    if (context.access?.kind === 'directory') context.access = { ...context.access, types: directoryTypes };
  }),
};
