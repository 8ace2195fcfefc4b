import { addressEntries } from '../../fhir/search/steps.ts';
import type { Defect } from '../defect.ts';
import { hasChosenPageSize } from './support/searches.ts';
import { afterStep } from './support/steps.ts';

export const pagingLastEntryLost: Defect = {
  name: 'paging.last-entry-lost',
  summary: 'With a _count, the last match of every page but the last is cut off.',
  clause: 'FHIR R4 http.html#paging',
  replacementOf: afterStep(addressEntries, (exchange) => {
    const hasNext = exchange.links.some(({ relation }) => relation === 'next');
    if (!hasNext || !hasChosenPageSize(exchange)) return;
    const last = exchange.entries.findLastIndex(({ mode }) => mode === 'match');
    exchange.entries = exchange.entries.filter((_entry, position) => position !== last);
  }),
};
