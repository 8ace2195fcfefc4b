import type { Defect } from '../defect.ts';
import { isMemberPage, textOf } from '../defects/support/replies.ts';

export const toleranceOtherButtons: Defect = {
  name: 'tolerance.other-buttons',
  summary: 'The buttons of the consent page say something else.',
  clause: 'Portal documentation, authorization code, step 3',
  rewrite: (reply, request) =>
    isMemberPage(request) && textOf(reply).includes('>Allow<')
      ? {
          ...reply,
          body: textOf(reply).replace('>Allow<', '>Yes, share my data<').replace('>Deny<', '>Cancel<'),
        }
      : reply,
};
