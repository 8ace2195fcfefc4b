import type { Practitioner } from 'fhir/r4.js';
import { expect, test, vi } from 'vitest';
import { planSearch } from './plan.ts';
import { selectMatches } from './select.ts';
import { warmSoon } from './warm.ts';

const baseUrl = 'http://plan.test/fhir';

/** Practitioners that tell how often their names were looked at. */
function watched(count: number) {
  let looks = 0;
  const practitioners = Array.from(
    { length: count },
    (_, index): Practitioner => ({
      resourceType: 'Practitioner',
      id: `p${index}`,
      get name() {
        looks += 1;
        return [{ family: `Family${index}` }];
      },
    }),
  );
  const visible = {
    ofType: (type: string) => (type === 'Practitioner' ? practitioners : []),
    find: () => undefined,
  };
  const rules = { type: 'Practitioner', types: new Set(['Practitioner']), baseUrl, asOf: 0, strict: true };
  const { criteria } = planSearch([['name', 'family17']], rules);
  return {
    practitioners,
    visible,
    looks: () => looks,
    find: () => selectMatches(practitioners, criteria, { visible, baseUrl }),
  };
}

test('the indexes of many resources are made between requests', async () => {
  const { practitioners, visible, looks, find } = watched(10_000);
  warmSoon(practitioners, ['Practitioner', 'Location'], visible);
  expect(looks()).toBe(0);
  // By family, given and name.
  await vi.waitFor(() => expect(looks()).toBe(3 * 10_000), 5000);
  const before = looks();
  expect(find()).toHaveLength(1 + 10 + 100);
  expect(looks()).toBe(before);
});

test('those of few wait until they are asked for', async () => {
  const { practitioners, visible, looks, find } = watched(9_999);
  warmSoon(practitioners, ['Practitioner'], visible);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(looks()).toBe(0);
  expect(find()).toHaveLength(1 + 10 + 100);
  expect(looks()).toBe(9_999);
});
