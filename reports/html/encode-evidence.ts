import { deflateSync } from 'node:zlib';
import type { RunResult } from '../../suites/runner/result.ts';
import type { Evidence } from './evidence.ts';

/**
 * The evidence of a run as JSON, compressed (RFC 1950) and in base64: a run records tens of megabytes, a report is
 * mailed and archived. Nothing in it can end or change the `<script>` element that holds it.
 */
export function encodeEvidence(run: RunResult): string {
  const evidence: Evidence = {
    exchanges: run.exchanges,
    usedBy: Object.fromEntries(run.checks.map((check) => [check.id, check.evidence])),
  };
  return deflateSync(JSON.stringify(evidence)).toString('base64');
}
