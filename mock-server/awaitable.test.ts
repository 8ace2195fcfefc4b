import { describe, expect, test } from 'vitest';
import { after, recovered } from './awaitable.ts';

describe('going on with a value', () => {
  test('that is there happens at once', () => expect(after(1, (one) => one + 1)).toBe(2));
  test('that will be there happens then', () =>
    expect(after(Promise.resolve(1), (one) => one + 1)).resolves.toBe(2));
});

describe('what fails', () => {
  const fail = (): never => {
    throw new Error('no');
  };
  const told = (error: unknown) => (error instanceof Error ? error.message : '');

  test('at once is recovered at once', () => expect(recovered(fail, told)).toBe('no'));
  test('later is recovered then', () => expect(recovered(async () => fail(), told)).resolves.toBe('no'));
  test('not is left alone', () => expect(recovered(() => 'yes', told)).toBe('yes'));
  test('in the recovery fails', () => {
    expect(() => recovered(fail, fail)).toThrow('no');
    return expect(recovered(async () => fail(), fail)).rejects.toThrow('no');
  });
});
