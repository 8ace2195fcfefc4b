import { type Check, portal, rfc } from '../../runner/check.ts';
import { NotExercised } from '../../runner/context.ts';
import { headerOf } from '../../runner/http.ts';
import { whyNot } from '../../runner/session.ts';
import { memberPages } from './play.ts';

export const framingForbidden: Check = {
  id: 'oauth.authorize.framing-forbidden',
  title: 'Login and consent pages can’t be framed',
  level: 'SHALL',
  security: true,
  requirements: ['AC-5', 'AC-6'],
  clauses: [rfc(9700, '4.16'), rfc(6749, '10.13')],
  why: 'A page laid invisibly over another makes members click Allow without seeing it.',
  fix: "Send Content-Security-Policy: frame-ancestors 'none' with both pages.",
  detects: ['pages.frameable'],
  needs: ['member client'],
  async run(t) {
    const pages = await memberPages(t);
    for (const [name, page] of [
      ['login page', pages.login],
      ['consent page', pages.consent],
    ] as const) {
      if (!page) continue;
      t.cite(page);
      const policy = headerOf(page, 'content-security-policy') ?? '';
      const options = headerOf(page, 'x-frame-options') ?? '';
      t.expect({
        ok: /frame-ancestors\s+('none'|'self')/.test(policy) || /^(deny|sameorigin)$/i.test(options),
        part: 'security',
        what: name,
        where: 'headers Content-Security-Policy and X-Frame-Options',
        expected: "frame-ancestors 'none' (or X-Frame-Options: DENY)",
        received: policy || options || 'neither header',
        evidence: [page],
      });
    }
  },
};

export const wrongPassword: Check = {
  id: 'oauth.authorize.wrong-password',
  title: 'A wrong member password gives nothing',
  level: 'SHALL',
  security: true,
  requirements: ['AC-5'],
  clauses: [portal('authorization code, step 2'), rfc(6749, '10.10')],
  why: 'The plan’s credentials are all that stands between a stranger and a member’s record.',
  fix: 'Stay on the login page with a message that does not tell which half was wrong.',
  detects: ['login.password-not-compared'],
  needs: ['member client'],
  async run(t) {
    const end = await t.session.authorize(
      { pkce: t.session.pkce(), state: t.session.random(12) },
      (request) => t.send(request),
      { newBrowser: true, password: `${t.session.member().password}x` },
    );
    if (!end.pages.login) throw new NotExercised('no login page was shown');
    t.expect({
      ok: end.kind === 'page' && end.pages.consent === undefined,
      part: 'security',
      what: 'the answer to a wrong password',
      expected: 'the login page again',
      received: end.pages.consent ? 'the consent page' : whyNot(end),
      evidence: [end.exchange],
    });
    // A login that the right password does not pass either tells them not apart.
    await t.session.memberToken();
  },
};
