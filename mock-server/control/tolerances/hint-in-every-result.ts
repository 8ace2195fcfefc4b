import type { Defect } from '../defect.ts';
import { withBundle } from '../defects/support/replies.ts';

export const toleranceHintInEveryResult: Defect = {
  name: 'tolerance.hint-in-every-result',
  summary: 'Every search result carries a hint as an outcome.',
  clause: 'FHIR R4 search.html#outcomes',
  rewrite: (reply, { path, query }) =>
    path.includes('/_history') || query.get('_count') === '0' || query.get('_summary') === 'count'
      ? reply
      : withBundle(reply, ({ entry, ...bundle }) => ({
          ...bundle,
          entry: [
            ...(Array.isArray(entry) ? entry : []),
            {
              resource: {
                resourceType: 'OperationOutcome',
                issue: [
                  { severity: 'information', code: 'informational', diagnostics: 'Answered by node 3.' },
                ],
              },
              search: { mode: 'outcome' },
            },
          ],
        })),
};
