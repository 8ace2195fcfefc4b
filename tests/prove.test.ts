import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { prove, usualThreads } from '../lib/prove.ts';
import { defects } from '../mock-server/control/defects/index.ts';
import { tolerances } from '../mock-server/control/tolerances/index.ts';
import { checks } from '../suites/index.ts';

const expected = (name: string) =>
  JSON.parse(readFileSync(new URL(`../fixtures/expected/${name}.json`, import.meta.url), 'utf8')) as unknown;

test('every defect is caught by the checks that name it, nothing else alarms, a clean sandbox passes', async () => {
  const proof = await prove({ checks, defects, tolerances, threads: usualThreads });
  expect(proof.unclean).toEqual([]);
  expect(proof.unproved).toEqual([]);
  expect(proof.unnamed).toEqual([]);
  expect(
    proof.defects.flatMap(({ defect, missedBy }) => missedBy.map((id) => `${id} misses ${defect}`)),
  ).toEqual([]);
  expect(
    [...proof.defects, ...proof.tolerances].flatMap(({ defect, falseAlarms }) =>
      falseAlarms.map((id) => `${defect}: ${id}`),
    ),
  ).toEqual([]);
  // A tolerance that no request meets shows nothing.
  expect(proof.tolerances.filter(({ ran }) => ran === 0).map(({ defect }) => defect)).toEqual([]);
  // `npm run prove -- --out fixtures/expected/prove.json --clean fixtures/expected/clean.json` writes them anew.
  expect(Object.fromEntries(proof.defects.map(({ defect, caughtBy }) => [defect, caughtBy]))).toEqual(
    expected('prove'),
  );
  expect(proof.clean).toEqual(expected('clean'));
}, 300_000);

describe('prove', () => {
  const harmless = { name: 'stub.harmless', summary: 'Nothing is wrong.', clause: 'none' };
  const [first] = checks;
  const challengeMissing = defects.find(({ name }) => name === 'token.challenge-missing');
  const challenge = checks.find(({ id }) => id === 'oauth.token.wrong-secret-challenge');
  if (!first || !challengeMissing || !challenge) throw new Error('the catalogue has changed');

  test('reports a defect that nothing catches as missed', async () => {
    const hopeful = { ...first, detects: [harmless.name] };
    const proof = await prove({ checks: [hopeful], defects: [harmless] });
    expect(proof.defects).toMatchObject([{ missedBy: [first.id], falseAlarms: [] }]);
  });

  test('reports a check that alarms without naming the defect as a false alarm', async () => {
    const proof = await prove({
      checks: [{ ...challenge, detects: ['other'] }],
      defects: [challengeMissing],
    });
    expect(proof.defects[0]?.falseAlarms).toEqual([
      `documented: ${challenge.id}`,
      `standard: ${challenge.id}`,
    ]);
  });

  test('reports a tolerance on which a check alarms', async () => {
    const unnamed = { ...challenge, detects: [] };
    const alarmed = await prove({ checks: [unnamed], defects: [], tolerances: [challengeMissing] });
    expect(alarmed.tolerances[0]?.falseAlarms).toHaveLength(2);
  });

  test('names a check that nothing proves', async () => {
    const unproved = { ...first, detects: [] };
    expect((await prove({ checks: [unproved], defects: [] })).unproved).toEqual([first.id]);
  });

  test('runs of the other checks only those that the defect can concern', async () => {
    const some = checks.filter(({ id }) => id.startsWith('oauth.token.') || id.startsWith('oauth.bearer.'));
    const options = { checks: some, defects: [challengeMissing] };
    const [quick] = (await prove(options)).defects;
    const [full] = (await prove({ ...options, full: true })).defects;
    expect(full?.ran).toBe(2 * some.length);
    expect(quick?.ran).toBeLessThan(some.length);
    expect(quick?.caughtBy).toEqual(full?.caughtBy);
    expect(quick?.falseAlarms).toEqual(full?.falseAlarms);
  }, 60_000);
});
