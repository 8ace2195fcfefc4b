import type { Defect } from '../defect.ts';
import { firstMember, letIn } from './support/bearer.ts';

/** Credentials of other uses and sealed tokens that were altered are still told apart and refused. */
export const bearerAnyTokenAccepted: Defect = {
  name: 'bearer.any-token-accepted',
  summary: 'A token of unknown origin is served, with the data of the first member.',
  clause: 'RFC 6750 §3.1',
  replacementOf: letIn(async ({ code }, exchange, bearer) => {
    const { store } = exchange.ports;
    if (code !== 'invalid_token' || bearer.includes('.')) return undefined;
    const isKnown = (await store.findCode(bearer)) ?? (await store.findRefreshToken(bearer));
    return isKnown ? undefined : firstMember(exchange);
  }),
};
