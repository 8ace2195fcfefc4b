import { describe, expect, test } from 'vitest';
import { grantedScope, parseScope } from './scope.ts';

describe('the scope', () => {
  test.each([
    'openid profile/*',
    'openid fhirUser offline_access launch/patient patient/*.read',
    'patient/*.rs patient/Coverage.r patient/Observation.s',
    'patient/Practitioner.read',
  ])('%s is known to members', (scope) => {
    expect(parseScope(scope, 'member').join(' ')).toBe(scope);
  });

  test.each([
    ' ',
    'not/a.scope',
    'profile/*.read',
    'patient/*',
    'patient/*.write',
    'patient/*.cruds',
    'patient/Nothing.read',
    'system/*.read',
    'user/*.read',
    'openid\tprofile/*',
    'patient/Coverage.rs?category=x',
  ])('%s is unknown to members', (scope) => {
    expect(() => parseScope(scope, 'member')).toThrow(/scope is unknown/);
  });

  test.each([
    ['openid profile/*', ['Patient', 'Coverage'], 'openid profile/*'],
    ['openid profile/*', ['Coverage'], 'openid profile/Coverage'],
    ['patient/*.rs', ['Coverage'], 'patient/Coverage.rs'],
    ['patient/*.read patient/Coverage.read', ['Coverage'], 'patient/Coverage.read'],
    ['patient/Patient.read patient/Coverage.read', ['Coverage'], 'patient/Coverage.read'],
    ['patient/Patient.read', ['Coverage'], 'patient/Coverage.read'],
    [
      'patient/*.read patient/Practitioner.read',
      ['Patient'],
      'patient/Patient.read patient/Practitioner.read',
    ],
  ])('%s, of which %j was granted, is reported as %s', (requested, granted, expected) => {
    const offered = new Set(['Patient', 'Coverage']);
    expect(grantedScope(requested, offered, new Set(granted), 'member')).toBe(expected);
  });
});
