/**
 * Faults whose effect is wider than the checks that name them: what a fault of a search changes, any check that
 * searches may see. By the group of the check; the list says what may fail beside, never what must.
 */
const searching = [
  'search.absolute-reference-finds-nothing',
  'search.bare-code-needs-a-system',
  'search.category-ignored',
  'search.code-loses-a-match',
  'search.date-boundary-excluded',
  'search.date-equals-by-start',
  'search.date-prefix-ignored',
  'search.empty-is-404',
  'search.escape-ignored',
  'search.every-other-loses-one',
  'search.first-coding-only',
  'search.first-repetition-only',
  'search.id-finds-nothing',
  'search.index-lags',
  'search.last-parameter-first',
  'search.last-updated-ignored',
  'search.name-case-sensitive',
  'search.parameters-united',
  'search.patient-by-id-only',
  'search.period-start-only',
  'search.post-body-ignored',
  'search.reference-first-only',
  'search.second-parameter-dropped',
  'search.since-by-days',
  'search.starts-after-is-greater',
  'search.summary-count-of-the-page',
  'search.token-system-ignored',
  'search.whole-string-only',
];

const groups: Readonly<Record<string, readonly string[]>> = {
  search: searching,
  relation: searching,
  bundle: searching,
};

/** @param id of a check, `suite.group.name` */
export function companionsOf(id: string): readonly string[] {
  return groups[id.split('.')[1] ?? ''] ?? [];
}
