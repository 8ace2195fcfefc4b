import { expect, test } from 'vitest';
import type { ProfileFinding } from '../../profiles/engine/finding.ts';
import { isDetected, standsAtOrAbove } from './detection.ts';
import type { Mutant } from './mutations/mutant.ts';

test.each([
  ['Patient.identifier[1].system', 'Patient.identifier[1].system', true],
  ['Patient.identifier[1]', 'Patient.identifier[1].system', true],
  ['Patient.identifier', 'Patient.identifier[1].system', true],
  ['Patient', 'Patient.identifier[1].system', true],
  ['Patient.identifier[3]', 'Patient.identifier', true],
  ['Observation.value', 'Observation.valueQuantity', true],
  ['Observation.value.ofType(Quantity).code', 'Observation.valueQuantity.code', true],
  ['Patient.birthDate', 'Patient._birthDate', true],
  ['Patient.identifier[0].system', 'Patient.identifier[1].system', false],
  ['Patient.identifier[1].system.extension[0]', 'Patient.identifier[1].system', false],
  ['Patient.name', 'Patient.identifier[1].system', false],
  ['Observation.val', 'Observation.value', false],
])('a finding at %s judges a change at %s: %s', (found, changed, expected) => {
  expect(standsAtOrAbove(found, changed)).toBe(expected);
});

const mutant: Mutant = {
  mutation: 'invariant pat-1',
  expects: ['invariant'],
  key: 'pat-1',
  element: 'Patient',
  path: 'Patient.contact[0]',
  make: () => ({}),
};

const finding = (
  change: Partial<Omit<ProfileFinding, 'rule'>>,
  rule: Partial<ProfileFinding['rule']> = {},
): ProfileFinding => ({
  severity: 'error',
  code: 'invariant',
  path: 'Patient.contact[0]',
  message: '',
  expected: '',
  received: '',
  ...change,
  rule: { kind: 'invariant', profile: '', element: 'Patient.contact', key: 'pat-1', ...rule },
});

test.each([
  ['the right rule at the right place', finding({}), true],
  ['a weaker severity than owed', finding({ severity: 'warning' }), false],
  ['another kind of rule', finding({}, { kind: 'cardinality' }), false],
  ['another invariant', finding({}, { key: 'ele-1' }), false],
  ['another place', finding({ path: 'Patient.contact[1]' }), false],
])('a mutant is held against %s', (_, found, detected) => {
  expect(isDetected(mutant, [found], [])).toBe(detected);
});

test('a finding that stood there before the change detects nothing', () => {
  expect(isDetected(mutant, [finding({})], [finding({})])).toBe(false);
});
