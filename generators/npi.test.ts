import { expect, it } from 'vitest';
import { isNpi, npiOf } from './npi.ts';

it.each(['1234567893', '1245319599'])('%s, the published examples, has the right check digit', (value) => {
  expect(isNpi(value)).toBe(true);
});

it.each(['1234567890', '1234567894', '3234567893', '123456789', '12345678933', 'NPI1234567'])(
  '%s is no NPI',
  (value) => {
    expect(isNpi(value)).toBe(false);
  },
);

it('makes numbers that pass', () => {
  for (const serial of [0, 1, 4_711, 99_999_999]) expect(isNpi(npiOf(serial))).toBe(true);
});
