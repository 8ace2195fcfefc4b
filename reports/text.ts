import type { Finding } from '../suites/runner/result.ts';

/** `1,204 requests`; `one` and `many` are the noun's two forms. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${groupDigits(count)} ${count === 1 ? one : many}`;
}

/** Thousands with commas, on every machine alike. */
export function groupDigits(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/**
 * A length of time for people.
 *
 * @param ms milliseconds
 * @returns such as `85 ms`, `4.2 s`, `3 min 7 s`
 */
export function formatDuration(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** An ISO instant as `2026-11-24 02:33:10 UTC`; anything else is returned as it is. */
export function formatInstant(instant: string): string {
  const parts = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.\d+)?Z$/.exec(instant);
  return parts === null ? instant : `${parts[1]} ${parts[2]} UTC`;
}

/** A finding as one sentence: what, expected, received, where. */
export function describeFinding(finding: Finding): string {
  const where = finding.where === undefined ? '' : ` at ${finding.where}`;
  return `${finding.what}${where}: expected ${finding.expected}, received ${finding.received}`;
}
