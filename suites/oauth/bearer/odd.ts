import { type Check, rfc } from '../../runner/check.ts';
import { refusedSomehow, status, withoutSecurity } from '../judge.ts';
import { ask, nothingGiven } from './ask.ts';

const base = { level: 'SHALL', requirements: [], needs: ['member client', 'patient access'] } as const;

/** Ways to send a token that no server has to serve, or that none may. */
export const oddTokens: readonly Check[] = [
  {
    ...base,
    id: 'oauth.bearer.query-token',
    title: 'A token in the address is not honoured',
    level: 'SHOULD',
    clauses: [rfc(6750, '2.3'), rfc(9700, '4.3.2')],
    why: 'Addresses stand in logs, histories and Referer headers: the token with them.',
    fix: 'Read tokens from the Authorization header only.',
    detects: ['bearer.query-token-read'],
    companionOf: ['bearer.token-optional'],
    async run(t) {
      const { accessToken } = await t.session.memberToken();
      const url = `${t.target.patientAccess}/Patient?access_token=${encodeURIComponent(accessToken)}`;
      const exchange = await ask(t, url, undefined);
      t.judge(...withoutSecurity([nothingGiven(exchange)]));
    },
  },
  {
    ...base,
    id: 'oauth.bearer.two-places',
    title: 'A token in two places is an invalid_request',
    level: 'SHOULD',
    clauses: [rfc(6750, '2'), rfc(6750, '3.1')],
    why: 'Which of two tokens counts, one part of a system may judge otherwise than the next.',
    fix: 'Refuse a request with a token in the header and in the body with 400 "invalid_request".',
    detects: ['bearer.two-places-accepted'],
    async run(t) {
      const { accessToken } = await t.session.memberToken();
      const exchange = await t.send({
        method: 'POST',
        url: `${t.target.patientAccess}/Coverage/_search`,
        headers: {
          accept: 'application/fhir+json',
          authorization: `Bearer ${accessToken}`,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: new URLSearchParams({ access_token: accessToken }).toString(),
      });
      t.expect(status(exchange, 400));
    },
  },
  {
    ...base,
    id: 'oauth.bearer.malformed',
    title: 'A malformed Authorization header is refused, not stumbled over',
    clauses: [rfc(6750, '3.1')],
    why: 'An internal error hides the mistake from the developer and fills the plan’s alarms.',
    fix: 'Answer 400 or 401 to a header without token, with two, or with one that is far too long.',
    detects: ['bearer.malformed-crashes'],
    companionOf: ['bearer.any-token-accepted'],
    async run(t) {
      const { accessToken } = await t.session.memberToken();
      for (const header of [
        'Bearer',
        `Bearer ${accessToken} ${accessToken}`,
        `Bearer ${'A'.repeat(12_000)}`,
      ]) {
        const exchange = await ask(t, `${t.target.patientAccess}/Patient`, header);
        t.judge(refusedSomehow(exchange));
      }
    },
  },
];
