import { deviation } from '../../deviations.ts';
import { type Check, portal, rfc } from '../../runner/check.ts';
import { onResponses, show } from './row.ts';

export const responseLifetimes: readonly Check[] = [
  onResponses({
    id: 'expires-in',
    title: 'expires_in, when present, is a positive JSON number of seconds',
    level: 'SHALL',
    requirements: ['AC-10', 'CC-3'],
    clauses: [rfc(6749, '5.1'), rfc(6749, 'A.14'), portal('authorization code, step 6')],
    why: 'Clients compute from it when to refresh; with a text they refresh never or always.',
    fix: 'Send the lifetime in seconds as a JSON number, such as 3600.',
    detects: ['response.expires-in-with-a-unit'],
    absent: 'no response has expires_in',
    judge: ({ body: { expires_in: value } }) =>
      value === undefined
        ? undefined
        : {
            ok: typeof value === 'number' && Number.isInteger(value) && value > 0,
            what: 'lifetime',
            where: 'member "expires_in"',
            expected: 'a JSON integer of seconds',
            received: show(value),
            deviation: typeof value === 'string' && /^\d{1,10}$/.test(value) ? 'DEV-02' : undefined,
            cost: deviation('DEV-02').cost,
          },
  }),
  onResponses({
    id: 'expires-in-present',
    title: 'The response says how long the token lives',
    level: 'SHOULD',
    requirements: ['AC-10', 'CC-3'],
    clauses: [rfc(6749, '5.1')],
    why: 'Without it a client learns of the end of its token by a failing request.',
    fix: 'Send expires_in with every token response.',
    detects: ['response.expires-in-missing'],
    judge: ({ body: { expires_in: value, expiry_time: documented } }) => ({
      ok: value !== undefined,
      what: 'lifetime',
      where: 'member "expires_in"',
      expected: 'present',
      received: documented === undefined ? show(value) : 'expiry_time, which no client reads',
    }),
  }),
  onResponses({
    id: 'expires-in-sane',
    title: 'An access token lives an hour at most',
    level: 'SHOULD',
    requirements: ['AC-10'],
    clauses: [rfc(6750, '5.3'), rfc(9700, '4.10')],
    why: 'A bearer token that leaks works until it expires; a life in milliseconds makes clients keep dead ones for months.',
    fix: 'Issue tokens for an hour or less, and refresh tokens beside them; state the life in seconds.',
    detects: ['response.expires-in-milliseconds'],
    companionOf: ['response.expires-in-with-a-unit'],
    absent: 'no response has expires_in',
    judge: ({ body: { expires_in: value } }) =>
      value === undefined
        ? undefined
        : {
            ok: Number(value) >= 1 && Number(value) <= 3600,
            what: 'lifetime',
            where: 'member "expires_in"',
            expected: '1 to 3600 seconds',
            received: Number(value) > 31_536_000 ? `${show(value)}: milliseconds?` : show(value),
          },
  }),
];
