import type { Defect } from '../defect.ts';
import { changeRedirect } from '../defects/support/replies.ts';

export const toleranceFragmentAfterRedirect: Defect = {
  name: 'tolerance.fragment-after-redirect',
  summary: 'Authorization responses end in an empty fragment, so that none is inherited.',
  clause: 'RFC 9110 §10.2.2',
  rewrite: (reply) =>
    changeRedirect(reply, (url) => {
      if (url.searchParams.has('code')) url.hash = '_';
    }),
};
