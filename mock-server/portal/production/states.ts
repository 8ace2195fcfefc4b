/** Where an application for production access stands (PROD-2, PROD-8). */
export type State =
  | 'draft'
  | 'submitted'
  | 'follow-up'
  | 'review-scheduled'
  | 'granted'
  | 'refused'
  | 'revoked'
  | 'withdrawn';

export type Move =
  | 'submit'
  | 'ask'
  | 'answer'
  | 'schedule'
  | 'grant'
  | 'refuse'
  | 'revoke'
  | 'reopen'
  | 'withdraw';

interface Line {
  readonly by: 'developer' | 'staff';
  readonly from: readonly State[];
  readonly to: State;
}

/** The whole life of an application. What does not stand here is refused. */
export const moves: Readonly<Record<Move, Line>> = {
  submit: { by: 'developer', from: ['draft'], to: 'submitted' },
  ask: { by: 'staff', from: ['submitted', 'review-scheduled'], to: 'follow-up' },
  answer: { by: 'developer', from: ['follow-up'], to: 'submitted' },
  schedule: { by: 'staff', from: ['submitted', 'review-scheduled'], to: 'review-scheduled' },
  grant: { by: 'staff', from: ['review-scheduled'], to: 'granted' },
  refuse: { by: 'staff', from: ['submitted', 'follow-up', 'review-scheduled'], to: 'refused' },
  revoke: { by: 'staff', from: ['granted'], to: 'revoked' },
  reopen: { by: 'developer', from: ['refused'], to: 'draft' },
  withdraw: {
    by: 'developer',
    from: ['draft', 'submitted', 'follow-up', 'review-scheduled', 'refused'],
    to: 'withdrawn',
  },
};

/** The move does not start where the application stands. */
export class IllegalMove extends Error {
  override readonly name = 'IllegalMove';

  constructor(move: Move, state: State) {
    super(
      `"${move}" is not possible while the application is ${state}; it needs ${moves[move].from.join(' or ')}`,
    );
  }
}

export function canMove(move: Move, state: State): boolean {
  return moves[move].from.includes(state);
}

/** @throws IllegalMove */
export function stateAfter(move: Move, state: State): State {
  if (!canMove(move, state)) throw new IllegalMove(move, state);
  return moves[move].to;
}
