import { describe, expect, test } from 'vitest';
import { defaultRuleset, findRuleset, rulesetLabel, rulesets, rulesetsWith } from './rulesets.ts';

describe('rulesets', () => {
  test.each(rulesets)('$name says of what day it is and what it is made of', ({ name, dated, title }) => {
    expect(name).toMatch(/^[a-z]+(-\d{4})?$/);
    expect(new Date(dated).toISOString()).toMatch(new RegExp(`^${dated}`));
    expect(title).not.toBe('');
  });

  test('are found by name, and by nothing else', () => {
    for (const ruleset of rulesets) expect(findRuleset(ruleset.name)).toBe(ruleset);
    expect(findRuleset('cms')).toBeUndefined();
  });

  test('begin with the portal documentation, which asks for neither SMART nor regulation', () => {
    expect(rulesetLabel(defaultRuleset)).toBe('portal (2026-11-01)');
    expect(rulesetsWith('smart')).toEqual(['cms-2026', 'cms-2027']);
    expect(rulesetsWith('regulation')).toEqual(['cms-2026', 'cms-2027']);
  });

  test('of 2027 say what of them is not judged', () => {
    expect(findRuleset('cms-2027')?.notCovered.join('\n')).toMatch(/Prior Authorization API/);
  });
});
