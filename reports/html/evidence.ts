import type { Exchange } from '../../suites/runner/result.ts';

/** What the page's script reads: every exchange once, and which checks used which. */
export interface Evidence {
  readonly exchanges: readonly Exchange[];
  /** Check id → ids of its exchanges, in order. */
  readonly usedBy: Readonly<Record<string, readonly string[]>>;
}

/**
 * The anchor of an exchange below a check.
 *
 * @returns the value of an `id` attribute; encode it for a link
 */
export function exchangeAnchor(checkId: string, exchangeId: string): string {
  return `${checkId}/${exchangeId}`;
}
