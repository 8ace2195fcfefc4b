import { createExtractors } from './extractor.ts';
import { isSeenNode } from './references.ts';
import { isNode } from './walk.ts';

/** A point on the globe, in degrees. */
export interface PositionValue {
  readonly latitude: number;
  readonly longitude: number;
}

export const uriValues = createExtractors<string>((node) => (typeof node === 'string' ? [node] : []));

export const positionValues = createExtractors<PositionValue>((node) => {
  if (!isNode(node)) return [];
  const { latitude, longitude } = node;
  return typeof latitude === 'number' && typeof longitude === 'number' ? [{ latitude, longitude }] : [];
});

/** Something for each node that the parameter looks at, for the modifier `:missing`. */
export const presentNodes = createExtractors<true>((node, element, row) =>
  isSeenNode(node, element, row) ? [true] : [],
);
