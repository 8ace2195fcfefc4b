import { requireSandboxApp } from '../../portal/developer/guards.ts';
import type { Defect } from '../defect.ts';
import { withoutStep } from './support/steps.ts';

export const portalProdAppEditable: Defect = {
  name: 'portal.prod-app-editable',
  summary: 'Developers can edit and delete apps with production access.',
  clause: 'Portal documentation, Register an Application, step 8',
  replacementOf: withoutStep(requireSandboxApp),
};
