import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checks, suites } from './index.ts';
import { suiteNames } from './names.ts';

describe('the list of checks', () => {
  test('holds every id once, named after its suite', () => {
    expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
    for (const suite of suites)
      for (const { id } of suite.checks)
        expect(id).toMatch(new RegExp(`^${suite.name}\\.[a-z]+(-[a-z0-9]+)*\\.[a-z0-9-]+$`));
  });

  test.each(checks.map((check) => [check.id, check] as const))('%s is complete', (_, check) => {
    expect(check.clauses.length).toBeGreaterThan(0);
    if (check.provedBy === undefined) expect(check.detects.length).toBeGreaterThan(0);
    else expect(existsSync(check.provedBy)).toBe(true);
    expect(check.title).not.toMatch(/\.$/);
    for (const text of [check.title, check.why, check.fix]) expect(text.length).toBeGreaterThan(10);
    for (const { url } of check.clauses) expect(url).toMatch(/^(https?:\/\/\S+)?$/);
  });

  test('has the names that the command line shows', () => {
    expect(suites.map(({ name }) => name)).toEqual(suiteNames);
  });

  test('names core checks that exist', () => {
    for (const suite of suites)
      for (const id of suite.core) expect(suite.checks.map((check) => check.id)).toContain(id);
  });
});
