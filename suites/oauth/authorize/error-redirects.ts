import { type Check, rfc } from '../../runner/check.ts';
import { type CheckContext, DoesNotApply, type Expectation } from '../../runner/context.ts';
import type { AuthorizationEnd } from '../../runner/login/form-driver.ts';
import { whyNot } from '../../runner/session.ts';
import { codeRefused, withoutSecurity } from '../judge.ts';
import { endpointsOf } from '../metadata.ts';
import { play, sentBack } from './play.ts';

const member = { needs: ['member client'] } as const;

/** An error redirect that several checks read: response_type is missing. */
function refusedRequest(t: CheckContext): Promise<{ end: AuthorizationEnd; state: string }> {
  return t.session.share('refused authorization request', async () => {
    const state = t.session.random(12);
    return { state, end: await play(t, { state, change: { response_type: undefined } }) };
  });
}

export const responseTypeMissing: Check = {
  ...member,
  id: 'oauth.authorize.response-type-missing',
  title: 'A request without response_type is sent back with invalid_request',
  level: 'SHALL',
  requirements: ['AC-3'],
  clauses: [rfc(6749, '4.1.2.1'), rfc(6749, '3.1.1')],
  why: 'The app is told of its mistake only by this redirect.',
  fix: 'Redirect with error=invalid_request and the state.',
  detects: ['authorize.response-type-defaults'],
  companionOf: ['authorize.response-type-not-checked'],
  async run(t) {
    const { end, state } = await refusedRequest(t);
    t.judge(...withoutSecurity(codeRefused(end, ['invalid_request', 'unsupported_response_type'], state)));
  },
};

/** RFC 6749 §4.1.2.1: what an error description may hold. */
export function judgeErrorCharset(end: AuthorizationEnd): Expectation {
  const description = sentBack(end).get('error_description');
  const error = sentBack(end).get('error');
  return {
    ok:
      error !== null &&
      /^[a-z_]+$/.test(error) &&
      (description === null || /^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/.test(description)),
    what: 'error and its description',
    where: 'parameters "error" and "error_description" of the redirect',
    expected: 'a registered code, and printable ASCII without " and \\',
    received: error === null ? whyNot(end) : JSON.stringify([error, description]),
    evidence: [end.exchange],
  };
}

export const errorCharset: Check = {
  ...member,
  id: 'oauth.authorize.error-charset',
  title: 'Error redirects hold printable ASCII only',
  level: 'SHALL',
  requirements: ['AC-7'],
  clauses: [rfc(6749, '4.1.2.1'), rfc(6749, 'A.8')],
  why: 'Apps print the description; markup in it becomes part of their page.',
  fix: 'Keep error_description to printable ASCII without " and \\.',
  detects: ['authorize.error-description-markup'],
  companionOf: ['authorize.response-type-defaults', 'authorize.response-type-not-checked'],
  async run(t) {
    t.expect(judgeErrorCharset((await refusedRequest(t)).end));
  },
};

export const issuerInResponse: Check = {
  ...member,
  id: 'oauth.authorize.issuer',
  title: 'Authorization responses name the issuer that the metadata names',
  level: 'SHALL',
  requirements: [],
  clauses: [rfc(9207, '2'), rfc(9700, '4.4')],
  why: 'An app that talks to several plans tells by it which of them answered; else one can be made to pass for another.',
  fix: 'Append iss to code and error redirects, or do not advertise authorization_response_iss_parameter_supported.',
  detects: ['authorize.issuer-missing', 'authorize.issuer-differs'],
  companionOf: ['authorize.get-refused', 'metadata.issuer-differs'],
  async run(t) {
    const { server } = await endpointsOf(t);
    if (server?.authorization_response_iss_parameter_supported !== true)
      throw new DoesNotApply('no metadata says that the parameter iss is supported');
    const granted = await play(t, { state: t.session.random(12) });
    const refused = (await refusedRequest(t)).end;
    for (const end of [granted, refused]) {
      const received = sentBack(end).get('iss');
      t.expect({
        ok: received === server.issuer,
        what: end === granted ? 'issuer of the code' : 'issuer of the error',
        where: 'parameter "iss" of the redirect',
        expected: String(server.issuer),
        received: received ?? 'none',
        evidence: [end.exchange],
      });
    }
  },
};
