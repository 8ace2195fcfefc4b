import { type Check, rfc } from '../../runner/check.ts';
import { basic } from '../../runner/oauth.ts';
import { noTokenGiven } from '../judge.ts';

export const getRefused: Check = {
  id: 'oauth.token.get-refused',
  title: 'GET at the token endpoint gives nothing',
  level: 'SHALL',
  security: true,
  requirements: [],
  clauses: [rfc(6749, '3.2'), rfc(9110, '15.5.6')],
  why: 'GET requests are logged, cached and prefetched; tokens must never come out of one.',
  fix: 'Serve POST only; answer 405 with Allow: POST.',
  detects: ['token.get-served'],
  needs: ['directory client'],
  async run(t) {
    const client = t.target.clients.directory;
    if (!client) return;
    const exchange = await t.send({
      method: 'GET',
      url: `${t.target.oauth.token}?grant_type=client_credentials`,
      headers: { authorization: basic(client), accept: 'application/json' },
    });
    const { status } = exchange.response;
    t.judge(noTokenGiven(exchange), {
      ok: status >= 400 && status < 500,
      what: 'HTTP status',
      expected: '405, or another 4xx',
      received: String(status),
      evidence: [exchange],
    });
    // Where proper requests are not served either, a refusal says nothing.
    await t.session.directoryToken();
  },
};
