import { createExtractors } from './extractor.ts';
import { isNode, member, type Node, textMember } from './walk.ts';

/** The numbers that a value stands for, both ends included; without a unit for plain numbers. */
export interface QuantityValue {
  readonly low: number;
  readonly high: number;
  readonly system: string | undefined;
  readonly code: string | undefined;
  readonly unit: string | undefined;
}

/** Numbers, Quantities and their kin, and Ranges; what has no single number, such as sampled data, is not found. */
export const quantityValues = createExtractors<QuantityValue>((node, { type }) => {
  if (typeof node === 'number') return [{ low: node, high: node, ...unitOf({}) }];
  if (!isNode(node)) return [];
  if (type === 'Range') return rangeValue(node);
  return simpleValue(node);
});

function simpleValue(quantity: Node): readonly QuantityValue[] {
  const { value, comparator } = quantity;
  if (typeof value !== 'number') return [];
  const isBelow = comparator === '<' || comparator === '<=';
  const isAbove = comparator === '>' || comparator === '>=';
  return [
    {
      low: isBelow ? Number.NEGATIVE_INFINITY : value,
      high: isAbove ? Number.POSITIVE_INFINITY : value,
      ...unitOf(quantity),
    },
  ];
}

function rangeValue(range: Node): readonly QuantityValue[] {
  const low = member(range, 'low');
  const high = member(range, 'high');
  if (!low && !high) return [];
  return [
    {
      low: typeof low?.value === 'number' ? low.value : Number.NEGATIVE_INFINITY,
      high: typeof high?.value === 'number' ? high.value : Number.POSITIVE_INFINITY,
      ...unitOf(low ?? high ?? {}),
    },
  ];
}

function unitOf(quantity: Node): Pick<QuantityValue, 'system' | 'code' | 'unit'> {
  return {
    system: textMember(quantity, 'system'),
    code: textMember(quantity, 'code'),
    unit: textMember(quantity, 'unit'),
  };
}
