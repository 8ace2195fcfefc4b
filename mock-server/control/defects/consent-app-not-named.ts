import type { Defect } from '../defect.ts';
import { isMemberPage, textOf } from './support/replies.ts';

export const consentAppNotNamed: Defect = {
  name: 'consent.app-not-named',
  summary: 'The consent page does not say which app asks.',
  clause: 'Portal documentation, authorization code, step 3',
  rewrite(reply, request) {
    if (!isMemberPage(request)) return reply;
    const name = /<h1>Share health plan data with ([^?]+)\?<\/h1>/.exec(textOf(reply))?.[1];
    return name === undefined ? reply : { ...reply, body: textOf(reply).replaceAll(name, 'an application') };
  },
};
