import { scheduleReview } from '../../portal/staff/decide.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const portalReviewNotMailed: Defect = {
  name: 'portal.review-not-mailed',
  summary: 'Nobody is told of the face-to-face review.',
  clause: 'Portal documentation, Production Access Process, step 9',
  replacementOf: replaceStep(scheduleReview, (context) =>
    scheduleReview.run(
      Object.assign(context, {
        portal: { ...context.portal, mailer: { isLocal: true, send: async () => true } },
      }),
    ),
  ),
};
