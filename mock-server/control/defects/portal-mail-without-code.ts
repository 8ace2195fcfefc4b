import { sendAccessCode } from '../../portal/developer/register.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const portalMailWithoutCode: Defect = {
  name: 'portal.mail-without-code',
  summary: 'The mail of the registration holds the link, and no access code.',
  clause: 'Portal documentation, Register with Developer Portal, step 2',
  replacementOf: replaceStep(sendAccessCode, (context) => {
    const { mailer } = context.portal;
    const send: typeof mailer.send = (mail) =>
      mailer.send({ ...mail, text: mail.text.replace(/^Access code: .*$/m, '') });
    return sendAccessCode.run(
      Object.assign(context, { portal: { ...context.portal, mailer: { ...mailer, send } } }),
    );
  }),
};
