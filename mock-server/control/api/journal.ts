import { toHar } from '../har.ts';
import { type JournalFilter, KEPT_ENTRIES } from '../journal.ts';
import { operation, text } from '../operation.ts';
import { ControlError } from '../problem.ts';

const filters = (most: number) => ({
  method: { description: 'HTTP method', schema: text },
  url: { description: 'Part of the URL', schema: text },
  status: { description: 'HTTP status of the answer', schema: { type: 'integer' } },
  client_id: { description: 'Whose requests', schema: text },
  after: { description: 'Only what came after the entry of this id', schema: { type: 'integer' } },
  limit: {
    description: `At most so many entries (${most} without it, ${KEPT_ENTRIES} are kept)`,
    schema: { type: 'integer', minimum: 1 },
  },
});

const SHOWN_ENTRIES = 100;

function filterOf(query: URLSearchParams, most: number): JournalFilter {
  const whole = (name: string): number | undefined => {
    const value = query.get(name);
    if (value === null) return undefined;
    if (!/^\d+$/.test(value)) throw new ControlError(400, `${name} "${value}" is not a whole number`);
    return Number(value);
  };
  return {
    method: query.get('method')?.toUpperCase(),
    url: query.get('url') ?? undefined,
    clientId: query.get('client_id') ?? undefined,
    status: whole('status'),
    after: whole('after'),
    limit: whole('limit') ?? most,
  };
}

export const journalOperations = [
  operation({
    id: 'listJournal',
    method: 'GET',
    path: '/journal',
    tag: 'journal',
    summary: 'The last exchanges, newest first; secrets and tokens are pseudonyms',
    query: filters(SHOWN_ENTRIES),
    answer: { status: 200, description: 'Entries that pass the filter' },
    run: ({ control, query }) => ({ entries: control.journal.list(filterOf(query, SHOWN_ENTRIES)) }),
  }),
  operation({
    id: 'exportJournal',
    method: 'GET',
    path: '/journal.har',
    tag: 'journal',
    summary: 'The last exchanges as an HTTP Archive, for the developer tools of a browser',
    query: filters(KEPT_ENTRIES),
    answer: { status: 200, description: 'HAR 1.2' },
    run: ({ control, query }) =>
      toHar(control.journal.list(filterOf(query, KEPT_ENTRIES)), {
        name: 'Assay sandbox',
        version: control.version,
      }),
  }),
  operation({
    id: 'clearJournal',
    method: 'DELETE',
    path: '/journal',
    tag: 'journal',
    summary: 'Forgets the exchanges',
    answer: { status: 204, description: 'Forgotten' },
    run: ({ control }) => control.journal.clear(),
  }),
];
