import { throttleOf } from '../../oauth/throttle.ts';
import { object, operation } from '../operation.ts';

const SCOPES = ['all', 'state', 'journal'] as const;

export const resetOperations = [
  operation<{ what: (typeof SCOPES)[number] }>({
    id: 'reset',
    method: 'POST',
    path: '/reset',
    tag: 'reset',
    summary:
      'Back to the start: `state` forgets sessions, consents, codes, refresh tokens, accounts and registered apps; ' +
      '`journal` the exchanges; `all` both, and the clock, defects, injections, overlay, mails and banner',
    body: object({ what: { enum: SCOPES } }, ['what']),
    example: { what: 'all' },
    answer: { status: 204, description: 'Done' },
    run: async ({ control, ports, endpoint, body: { what } }) => {
      if (what !== 'journal') {
        await ports.store.reset();
        throttleOf(endpoint.core).clear();
      }
      if (what !== 'state') control.journal.clear();
      if (what !== 'all') return;
      control.clock.reset();
      control.defects.reset();
      control.injections.clear();
      control.overlay.clear();
      control.outbox.clear();
      control.banner = undefined;
    },
  }),
];
