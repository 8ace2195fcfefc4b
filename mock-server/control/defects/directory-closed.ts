import { authenticate } from '../../fhir/admit.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const directoryClosed: Defect = {
  name: 'directory.closed',
  summary: 'The Provider Directory asks for a token although it is to be public.',
  clause: '42 CFR 422.120(a)',
  replacementOf: afterStep(authenticate, async (exchange) => {
    exchange.access ??= await exchange.accessOf(exchange.request, exchange.endpoint);
  }),
};
