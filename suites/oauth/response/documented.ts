import { type Check, portal } from '../../runner/check.ts';
import { headerOf } from '../../runner/http.ts';
import { onResponses, show } from './row.ts';

const CLOCK_SKEW_MS = 5 * 60 * 1000;

/** What the documentation shows beside the members of the RFC. */
export const documentedMembers: readonly Check[] = [
  onResponses({
    id: 'issued-at',
    title: 'issued_at, when present, is now in milliseconds',
    level: 'MAY',
    requirements: ['AC-10'],
    clauses: [portal('authorization code, step 6')],
    why: 'Apps that compute the end of a token from it are off by a factor of a thousand when the unit is another.',
    fix: 'Send milliseconds since 1970 as shown in the documentation, or leave the member out.',
    detects: ['response.issued-at-in-seconds'],
    absent: 'no response has issued_at',
    judge: ({ body: { issued_at: value }, exchange }) => {
      if (value === undefined) return undefined;
      const now = Date.parse(headerOf(exchange, 'date') ?? '') || exchange.startedAt;
      const seconds = Math.abs(Number(value) * 1000 - now) < CLOCK_SKEW_MS;
      return {
        ok: Math.abs(Number(value) - now) < CLOCK_SKEW_MS,
        what: 'time of issue',
        where: 'member "issued_at"',
        expected: 'milliseconds since 1970, within five minutes of the response',
        received: seconds ? `${show(value)}: seconds?` : show(value),
      };
    },
  }),
  onResponses({
    id: 'client-id-echo',
    title: 'client_id, when present, is the caller’s',
    level: 'MAY',
    requirements: ['AC-10'],
    clauses: [portal('authorization code, step 6')],
    why: 'A response that names another app was made for another app.',
    fix: 'Send the id of the authenticated client, or leave the member out.',
    detects: ['response.client-id-of-another'],
    absent: 'no response has client_id',
    judge: ({ body: { client_id: value } }, t, grant) =>
      value === undefined
        ? undefined
        : {
            ok: value === t.target.clients[grant]?.id,
            what: 'client of the response',
            where: 'member "client_id"',
            expected: 'the id of the client that asked',
            received: show(value),
          },
  }),
];
