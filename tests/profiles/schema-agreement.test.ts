import { expect, test } from 'vitest';
import { knowsType, validateShape } from '../../profiles/engine/schema.ts';
import { createValidator } from '../../profiles/engine/validator.ts';
import { tableSource } from '../../profiles/sources.ts';
import { generated, judge, trials } from './corpus.ts';

const source = tableSource();
const validator = createValidator(source);

/** What the official JSON schema refuses, by ajv, is a second opinion on shape that shares nothing with the engine. */
test('whatever the FHIR JSON schema refuses, the engine refuses too', () => {
  let refused = 0;
  const missed: string[] = [];
  for (const { mutant, sound } of trials(generated(), source, validator)) {
    const resource = mutant.make();
    const type = String((resource as { resourceType?: unknown }).resourceType);
    if (!knowsType(type) || validateShape(resource).length === 0) continue;
    refused += 1;
    const errors = judge(validator, resource, sound.profile, mutant.claims).filter(
      ({ severity }) => severity === 'error',
    );
    if (errors.length === 0)
      missed.push(`${sound.origin} ${sound.profile}: ${JSON.stringify(resource).slice(0, 200)}`);
  }
  expect(refused).toBeGreaterThan(1000);
  expect(missed).toEqual([]);
});
