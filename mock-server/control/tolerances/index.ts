import type { Defect } from '../defect.ts';

/**
 * Ways in which a deployment may differ from the sandbox and still be right: of the same shape as defects, but no check
 * may fail on one.
 */
export const tolerances: readonly Defect[] = [];
