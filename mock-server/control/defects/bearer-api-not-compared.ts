import type { Defect } from '../defect.ts';
import { firstMember, letIn } from './support/bearer.ts';

export const bearerApiNotCompared: Defect = {
  name: 'bearer.api-not-compared',
  summary: 'A token of the Provider Directory API opens the Patient Access API.',
  clause: 'RFC 9700 §2.3',
  replacementOf: letIn(({ status }, exchange) => (status === 403 ? firstMember(exchange) : undefined)),
};
