import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { FullMatrix, ProofMatrix } from '../lib/proof-page.ts';
import { defects } from '../mock-server/control/defects/index.ts';
import { expectedMeetings } from '../suites/fhir/companions.ts';
import { checks } from '../suites/index.ts';

function expected<Matrix>(name: string): Matrix {
  return JSON.parse(readFileSync(new URL(`../fixtures/expected/${name}.json`, import.meta.url), 'utf8'));
}

const full = expected<FullMatrix>('prove-full');
const rows = Object.entries(full);

test('checks name faults of the catalogue as companions', () => {
  const known = new Set(defects.map(({ name }) => name));
  const unknown = checks.flatMap(({ companionOf = [] }) => companionOf.filter((name) => !known.has(name)));
  expect([...new Set(unknown)]).toEqual([]);
});

test('a full proof is of the whole catalogue but for what was added since', () => {
  expect(rows.length).toBeGreaterThan(0.9 * defects.length);
});

test('a full proof catches what the short one catches', () => {
  const short = expected<ProofMatrix>('prove');
  for (const [defect, { caughtBy }] of rows)
    expect({ [defect]: caughtBy }).toEqual({ [defect]: short[defect] });
});

test('no check alarms in a full proof beside those that expect it', () => {
  const companions = new Map(checks.map(({ id, companionOf = [] }) => [id, companionOf]));
  const unexpected = rows.flatMap(([defect, { beside }]) =>
    Object.keys(beside)
      .filter((id) => companions.get(id)?.includes(defect) === false)
      .map((id) => `${id} alarms on ${defect}`),
  );
  expect(unexpected).toEqual([]);
});

test('what checks of FHIR expect beside their own faults has been seen in a full proof', () => {
  const unseen = [...expectedMeetings()].flatMap(([defect, patterns]) => {
    const beside = Object.keys(full[defect]?.beside ?? {});
    return patterns
      .filter((pattern) => !beside.some((id) => pattern.test(id)))
      .map((pattern) => `${defect}: ${pattern.source}`);
  });
  expect(unseen).toEqual([]);
});
