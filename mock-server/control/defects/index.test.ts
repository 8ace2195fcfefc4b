import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defects } from './index.ts';

const files = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !file.startsWith('index.'))
  .map((file) => file.slice(0, -'.ts'.length));

describe('the catalogue of defects', () => {
  it('names each defect once', () => {
    const names = defects.map(({ name }) => name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('lists what each file of the folder holds, under the name of the file', () => {
    expect(defects.map(({ name }) => name.replace('.', '-')).sort()).toEqual(files.sort());
  });

  it.each(defects)(
    '$name has a summary, a clause and a hook',
    ({ name, summary, clause, report: _, ...hooks }) => {
      expect(name).toMatch(/^[a-z]+(\.[a-z0-9]+)(-[a-z0-9]+)*$/);
      expect(summary).toMatch(/^\S[^\n]+\.$/);
      expect(clause).toMatch(/§|FHIR R4|CFR|Plan-Net|Portal documentation/);
      expect(Object.keys(hooks).length).toBeGreaterThan(0);
    },
  );
});
