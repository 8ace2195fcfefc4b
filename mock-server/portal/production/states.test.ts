import { describe, expect, test } from 'vitest';
import { canMove, type Move, moves, type State, stateAfter } from './states.ts';

const states: readonly State[] = [
  'draft',
  'submitted',
  'follow-up',
  'review-scheduled',
  'granted',
  'refused',
  'revoked',
  'withdrawn',
];
const all = Object.keys(moves) as Move[];

/** Written out a second time, by hand: what may follow what. */
const legal: readonly (readonly [State, Move, State])[] = [
  ['draft', 'submit', 'submitted'],
  ['draft', 'withdraw', 'withdrawn'],
  ['submitted', 'ask', 'follow-up'],
  ['submitted', 'schedule', 'review-scheduled'],
  ['submitted', 'refuse', 'refused'],
  ['submitted', 'withdraw', 'withdrawn'],
  ['follow-up', 'answer', 'submitted'],
  ['follow-up', 'refuse', 'refused'],
  ['follow-up', 'withdraw', 'withdrawn'],
  ['review-scheduled', 'ask', 'follow-up'],
  ['review-scheduled', 'schedule', 'review-scheduled'],
  ['review-scheduled', 'grant', 'granted'],
  ['review-scheduled', 'refuse', 'refused'],
  ['review-scheduled', 'withdraw', 'withdrawn'],
  ['granted', 'revoke', 'revoked'],
  ['refused', 'reopen', 'draft'],
  ['refused', 'withdraw', 'withdrawn'],
];

describe('the life of an application [PROD-8]', () => {
  test.each(legal)('goes from %s by %s to %s', (from, move, to) => {
    expect(stateAfter(move, from)).toBe(to);
  });

  test('allows nothing else', () => {
    const possible = states.flatMap((state) =>
      all.filter((move) => canMove(move, state)).map((move) => `${state} ${move}`),
    );
    expect(possible.sort()).toEqual(legal.map(([from, move]) => `${from} ${move}`).sort());
  });

  test('says of an illegal move what it would need', () => {
    expect(() => stateAfter('grant', 'draft')).toThrow(
      '"grant" is not possible while the application is draft; it needs review-scheduled',
    );
  });
});
