import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defects } from '../defects/index.ts';
import { tolerances } from './index.ts';

const files = readdirSync(import.meta.dirname)
  .filter((file) => !file.startsWith('index.'))
  .map((file) => file.replace(/\.ts$/, ''));

describe('the tolerances', () => {
  it('are those of the folder, each under the name of its file', () => {
    expect(tolerances.map(({ name }) => name.replace(/^tolerance\./, '')).sort()).toEqual(files.sort());
  });

  it('are no defects', () => {
    const names = new Set(defects.map(({ name }) => name));
    expect(tolerances.filter(({ name }) => names.has(name))).toEqual([]);
  });

  it.each(tolerances)('$name has a summary, the clause that allows it, and a hook', (tolerance) => {
    const { name, summary, clause, ...hooks } = tolerance;
    expect(name).toMatch(/^tolerance\.[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(summary).toMatch(/^\S[^\n]+\.$/);
    expect(clause).toMatch(/§|FHIR R4|Portal documentation/);
    expect(Object.keys(hooks).length).toBeGreaterThan(0);
  });
});
