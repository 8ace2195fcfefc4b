import { beginDeveloperSession, nextOf } from '../../portal/developer/login.ts';
import type { Defect } from '../defect.ts';
import { withHeader } from './support/replies.ts';
import { afterStep } from './support/steps.ts';

export const portalOpenRedirect: Defect = {
  name: 'portal.open-redirect',
  summary: 'The login goes on to whatever address its link names.',
  clause: 'RFC 9700 §4.11',
  replacementOf: afterStep(beginDeveloperSession, (context) => {
    const next = nextOf(context);
    if (context.reply && next !== '') context.reply = withHeader(context.reply, 'location', next);
  }),
};
