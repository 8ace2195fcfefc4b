import { expect, test } from 'vitest';
import { NotExercised } from '../runner/context.ts';
import { Unreachable } from '../runner/unreachable.ts';
import { asRefusal } from './developer.ts';

test('a page without a form is a refusal', () => {
  expect(asRefusal(new NotExercised('there is no form'))).toBeUndefined();
});

test.each([
  new Unreachable('https://portal.test/register', new Error('timed out')),
  new NotExercised('the run was interrupted', { incomplete: true }),
  new TypeError('a fault of the check'),
])('is no refusal: $message', (error) => {
  expect(() => asRefusal(error)).toThrow(error);
});
