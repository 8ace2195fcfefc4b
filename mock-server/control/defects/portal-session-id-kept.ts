import { createSecret } from '../../oauth/secrets.ts';
import { beginDeveloperSession, openSession } from '../../portal/developer/login.ts';
import { sessionIdOf } from '../../portal/developer/sessions.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const portalSessionIdKept: Defect = {
  name: 'portal.session-id-kept',
  summary: 'The login takes over the session id that the browser came with.',
  clause: 'RFC 9700 §4.7',
  replacementOf: replaceStep(beginDeveloperSession, (context) =>
    openSession(context, sessionIdOf(context) ?? createSecret()),
  ),
};
