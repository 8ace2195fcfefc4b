import { describe, expect, test } from 'vitest';
import { tableSource } from '../../profiles/sources.ts';
import { GUIDES, loadGuides, packagesMissing } from './guides.ts';
import { isJson, type Json } from './json.ts';

/** The value of a choice such as `fixed[x]`. */
const choiceOf = (row: Json, stem: string): unknown =>
  Object.entries(row).find(([key]) => key.startsWith(stem) && /^[A-Z]/.test(key.slice(stem.length)))?.[1];

const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : []);

/** What the official snapshot says of an element, read straight from its JSON. */
const official = (row: Json) => ({
  id: row.id,
  min: row.min,
  max: row.max,
  fixed: choiceOf(row, 'fixed'),
  pattern: choiceOf(row, 'pattern'),
  slicing: isJson(row.slicing) ? [row.slicing.rules, listOf(row.slicing.discriminator).length] : undefined,
  binding: isJson(row.binding) && row.binding.valueSet ? row.binding.strength : undefined,
  constraints: listOf(row.constraint).map(({ key, severity, expression }) => [key, severity, expression]),
  mustSupport: row.mustSupport === true,
  types: listOf(row.type).length,
});

describe.skipIf(packagesMissing)('our tables', () => {
  test.each(GUIDES)('say of every element what the snapshots of %s say', async (name) => {
    const guide = (await loadGuides()).find((item) => item.name === name);
    const snapshots = (guide?.package.resources ?? []).flatMap(({ resource }) =>
      resource.resourceType === 'StructureDefinition' ? [resource] : [],
    );
    expect(snapshots.length).toBeGreaterThan(8);
    for (const snapshot of snapshots) {
      const definition = tableSource().definition(`${String(snapshot.url)}|${guide?.version}`);
      const ours = definition?.elements.map((element) => ({
        id: element.id,
        min: element.min,
        max: element.max === Number.POSITIVE_INFINITY ? '*' : String(element.max),
        fixed: element.fixed,
        pattern: element.pattern,
        slicing: element.slicing ? [element.slicing.rules, element.slicing.discriminators.length] : undefined,
        binding: element.binding?.strength,
        constraints: element.constraints.map(({ key, severity, expression }) => [key, severity, expression]),
        mustSupport: element.mustSupport,
        types: element.types.length,
      }));
      const rows = isJson(snapshot.snapshot) ? listOf(snapshot.snapshot.element) : [];
      expect(ours, String(snapshot.url)).toEqual(rows.map(official));
    }
  });
});
