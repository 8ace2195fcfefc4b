import { act } from './api.ts';
import { onClick } from './dom.ts';

const WORDS = {
  all: 'Everything goes back to the start: state, clock, defects, faults, data, mails and journal. Go on?',
  state: 'Sessions, consents, tokens, accounts and registered apps are forgotten. Go on?',
} as const;

export function startReset(refresh: () => Promise<void>): void {
  for (const what of ['all', 'state'] as const) {
    onClick(`reset-${what}`, async () => {
      if (!confirm(WORDS[what])) return;
      await act('POST', '/reset', { what }, 'Back to the start.');
      await refresh();
    });
  }
}
