import type { Check } from '../run.ts';
import { binding } from './binding.ts';
import { length, range } from './bounds.ts';
import { fixed, pattern } from './fixed-pattern.ts';
import { invariants } from './invariant.ts';
import { referenceTarget } from './reference-target.ts';
import type { Rule, RuleInput } from './rule.ts';
import { typeProfile } from './type-profile.ts';

const RULES: readonly Rule[] = [
  fixed,
  pattern,
  length,
  range,
  binding,
  referenceTarget,
  typeProfile,
  invariants,
];

/** Everything an element says of one value of it, beyond what `over` says already. */
export const checksOf = (input: RuleInput): readonly Check[] => RULES.flatMap((rule) => rule(input));
