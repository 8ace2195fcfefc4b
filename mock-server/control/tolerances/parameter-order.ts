import type { Defect } from '../defect.ts';
import { changeRedirect } from '../defects/support/replies.ts';

export const toleranceParameterOrder: Defect = {
  name: 'tolerance.parameter-order',
  summary: 'The parameters of authorization responses stand in another order.',
  clause: 'RFC 6749 §4.1.2',
  rewrite: (reply) =>
    changeRedirect(reply, (url) => {
      if (!url.searchParams.has('code') && !url.searchParams.has('error')) return;
      url.search = new URLSearchParams([...url.searchParams].reverse()).toString();
    }),
};
