import type { Exchange, RunResult } from '../../suites/runner/result.ts';

/** What the page's script reads: every exchange once, and which checks used which. */
export interface Evidence {
  readonly exchanges: readonly Exchange[];
  /** Check id → ids of its exchanges, in order. */
  readonly usedBy: Readonly<Record<string, readonly string[]>>;
}

/**
 * The evidence of a run as JSON that may stand in a `<script>` element: `<` is escaped, so that neither `</script`
 * nor `<!--` can end or change the element (HTML §4.12.1.3).
 */
export function encodeEvidence(run: RunResult): string {
  const evidence: Evidence = {
    exchanges: run.exchanges,
    usedBy: Object.fromEntries(run.checks.map((check) => [check.id, check.evidence])),
  };
  return JSON.stringify(evidence).replaceAll('<', '\\u003c');
}

/**
 * The anchor of an exchange below a check.
 *
 * @returns the value of an `id` attribute; encode it for a link
 */
export function exchangeAnchor(checkId: string, exchangeId: string): string {
  return `${checkId}/${exchangeId}`;
}
