import { beginInteraction } from '../../oauth/begin-interaction.ts';
import { errorPage } from '../../portal/error-page.ts';
import { htmlPage } from '../../portal/layout.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const authorizeGetRefused: Defect = {
  name: 'authorize.get-refused',
  summary: 'The authorization endpoint starts a login by POST only, as the portal documentation prints it.',
  clause: 'RFC 6749 §3.1',
  replacementOf: replaceStep(beginInteraction, async (context) => {
    if (context.request.method === 'POST') return beginInteraction.run(context);
    context.reply = htmlPage(405, errorPage('This address takes POST only.'), { allow: 'POST' });
  }),
};
