import { type Check, portal, rfc } from '../../runner/check.ts';
import { type CheckContext, NotExercised } from '../../runner/context.ts';
import type { HttpRequest, RawExchange } from '../../runner/http.ts';
import { formsOf, labelOf, submission } from '../../runner/login/html-form.ts';
import { refreshRequest } from '../../runner/oauth.ts';
import { nothingGiven } from '../bearer/ask.ts';
import { tokenRefused } from '../judge.ts';

const WITHDRAW = /\b(withdraw|revoke|remove|disconnect|stop sharing|unlink)\b/i;

/** The form on the member's page of consents that ends the one given to an app. */
export function withdrawalOf(page: RawExchange, appName: string): HttpRequest | undefined {
  const forms = formsOf(page.response.body, page.request.url);
  const ofApp = forms.filter(
    ({ element }) => element.text.includes(appName) || element.parentNode?.text.includes(appName),
  );
  for (const form of ofApp) {
    const button = form.element
      .querySelectorAll('button, input[type=submit]')
      .find((candidate) => WITHDRAW.test(labelOf(candidate)));
    if (!button) continue;
    const name = button.getAttribute('name');
    return submission(form, [
      ...form.fields,
      ...(name ? [[name, button.getAttribute('value') ?? ''] as const] : []),
    ]);
  }
  return undefined;
}

/** The consent given to the second app, so that the run's own tokens stay. */
async function withdraw(t: CheckContext): Promise<void> {
  const { second } = t.target.clients;
  const browser = t.session.driver();
  const send = (request: HttpRequest) => t.send(request);
  const page = await browser.visit({ method: 'GET', url: t.target.consents ?? '' }, send);
  const request =
    page.response.status === 200 ? withdrawalOf(page, second?.name ?? second?.id ?? '') : undefined;
  if (!request)
    throw new NotExercised(
      `no form to withdraw the consent was found on ${t.target.consents} (HTTP ${page.response.status})`,
    );
  await browser.visit(request, send);
}

export const consentWithdrawn: Check = {
  id: 'oauth.authorize.consent-withdrawn',
  title: 'When a member withdraws consent, the tokens end',
  level: 'SHALL',
  security: true,
  last: true,
  requirements: ['AC-12'],
  clauses: [portal('production access'), rfc(7009, '1')],
  why: 'A withdrawal that changes nothing leaves the app reading the record of a member who said stop.',
  fix: 'End the grant, and with it its access and refresh tokens, the moment consent is withdrawn.',
  detects: ['consent.withdrawal-ignored'],
  companionOf: ['refresh.not-served'],
  needs: ['member client', 'second client', 'patient access', 'consents page'],
  async run(t) {
    const { second } = t.target.clients;
    if (!second) return;
    const { accessToken, refreshToken } = await t.session.newMemberToken((request) => t.send(request), {
      client: second,
    });
    const read = () =>
      t.send({
        method: 'GET',
        url: `${t.target.patientAccess}/Patient`,
        headers: { accept: 'application/fhir+json', authorization: `Bearer ${accessToken}` },
      });
    const before = await read();
    if (before.response.status !== 200)
      throw new NotExercised(`the token did not work before (HTTP ${before.response.status})`);
    await withdraw(t);
    t.judge(nothingGiven(await read()));
    if (refreshToken === undefined) return;
    const refresh = await t.send(refreshRequest(t.target, second, refreshToken));
    t.judge(...tokenRefused(refresh, { status: [400], error: ['invalid_grant'] }));
  },
};
