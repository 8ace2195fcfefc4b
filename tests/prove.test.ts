import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { prove } from '../lib/prove.ts';
import { defects } from '../mock-server/control/defects/index.ts';
import { checks } from '../suites/index.ts';

const expected = JSON.parse(
  readFileSync(new URL('../fixtures/expected/prove.json', import.meta.url), 'utf8'),
) as unknown;

test('every defect is caught by the checks that name it, nothing else alarms, a clean sandbox passes', async () => {
  const proof = await prove({ checks, defects });
  expect(proof.unclean).toEqual([]);
  expect(proof.unproved).toEqual([]);
  expect(proof.unnamed).toEqual([]);
  expect(
    proof.defects.flatMap(({ defect, missedBy }) => missedBy.map((id) => `${id} misses ${defect}`)),
  ).toEqual([]);
  expect(
    proof.defects.flatMap(({ defect, falseAlarms }) => falseAlarms.map((id) => `${defect}: ${id}`)),
  ).toEqual([]);
  // `npm run prove -- --out fixtures/expected/prove.json` writes it anew.
  expect(Object.fromEntries(proof.defects.map(({ defect, caughtBy }) => [defect, caughtBy]))).toEqual(
    expected,
  );
}, 300_000);

test('a defect that nothing catches is reported as missed', async () => {
  const harmless = { name: 'stub.harmless', summary: 'Nothing is wrong.', clause: 'none' };
  const [check] = checks;
  if (!check) throw new Error('there are no checks');
  const hopeful = { ...check, detects: [harmless.name] };
  const proof = await prove({ checks: [hopeful], defects: [harmless] });
  expect(proof.defects).toMatchObject([{ missedBy: [check.id], falseAlarms: [] }]);
});

test('a check that alarms without naming the defect is reported as a false alarm', async () => {
  const broken = defects.find(({ name }) => name === 'token.challenge-missing');
  const check = checks.find(({ id }) => id === 'oauth.token.wrong-secret-challenge');
  if (!broken || !check) throw new Error('the catalogue has changed');
  const proof = await prove({ checks: [{ ...check, detects: ['other'] }], defects: [broken] });
  expect(proof.defects[0]?.falseAlarms).toEqual([`documented: ${check.id}`, `standard: ${check.id}`]);
});
