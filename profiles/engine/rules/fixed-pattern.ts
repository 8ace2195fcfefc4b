import { show } from '../run.ts';
import type { Rule } from './rule.ts';
import { equals, matches } from './values.ts';

/** `fixed[x]`: the value must be exactly this (R4 elementdefinition.html#ElementDefinition.fixed_x_). */
export const fixed: Rule = ({ element, over, place }) => {
  if (element.fixed === undefined || equals(over?.fixed, element.fixed)) return [];
  const wanted = element.fixed;
  const expected = `exactly ${show(wanted)}`;
  return [
    (value, _sibling, run) => {
      if (equals(value, wanted)) return;
      run.report(place, { severity: 'error', code: 'value', kind: 'fixed', expected, received: show(value) });
    },
  ];
};

/** `pattern[x]`: the value must hold at least this (R4 elementdefinition.html#ElementDefinition.pattern_x_). */
export const pattern: Rule = ({ element, over, place }) => {
  if (element.pattern === undefined || equals(over?.pattern, element.pattern)) return [];
  const wanted = element.pattern;
  const expected = `a value that holds ${show(wanted)}`;
  return [
    (value, _sibling, run) => {
      if (matches(value, wanted)) return;
      run.report(place, {
        severity: 'error',
        code: 'value',
        kind: 'pattern',
        expected,
        received: show(value),
      });
    },
  ];
};
