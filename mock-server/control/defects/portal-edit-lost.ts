import { editApp } from '../../portal/developer/change-apps.ts';
import { seeOther } from '../../reply.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const portalEditLost: Defect = {
  name: 'portal.edit-lost',
  summary: 'Editing an app changes nothing.',
  clause: 'Portal documentation, Register an Application, step 8',
  replacementOf: replaceStep(editApp, (context) => {
    context.reply = seeOther(`${context.endpoint.publicUrl}/developer/apps`);
  }),
};
