import { describe, expect, test } from 'vitest';
import { isComplete, missingFrom, type Question, type Questionnaire } from './questionnaire.ts';
import { assess, levelOf } from './score.ts';

const question = (id: string, weight: number): Question => ({
  id,
  text: id,
  covers: [],
  weight,
  // One answer per risk, so that a table can ask for any.
  answers: Array.from({ length: 101 }, (_, risk) => ({ id: `r${risk}`, text: `${risk}`, risk })),
});
const questionnaire: Questionnaire = {
  version: '1',
  title: 'Test',
  sections: [
    { id: 'first', title: 'First', intro: '', questions: [question('a', 1), question('b', 3)] },
    { id: 'second', title: 'Second', intro: '', questions: [question('c', 4)] },
  ],
};
const risks = (a: number, b: number, c: number) => ({
  a: { answer: `r${a}` },
  b: { answer: `r${b}` },
  c: { answer: `r${c}` },
});

describe('the rating [PROD-6]', () => {
  test.each([
    [0, 'low'],
    [30, 'low'],
    [31, 'medium'],
    [70, 'medium'],
    [71, 'high'],
    [100, 'high'],
  ] as const)('of %i is %s', (rating, level) => {
    expect(levelOf(rating)).toBe(level);
  });

  test.each([
    // (1·a + 3·b + 4·c) / 8
    ['30.375 is 30, low', risks(27, 28, 33), 30, 'low'],
    ['exactly 30.5 is 31, medium', risks(28, 28, 33), 31, 'medium'],
    ['30.625 is 31', risks(29, 28, 33), 31, 'medium'],
    ['70.375 is 70, medium', risks(67, 68, 73), 70, 'medium'],
    ['exactly 70.5 is 71, high', risks(68, 68, 73), 71, 'high'],
    ['the best is 0', risks(0, 0, 0), 0, 'low'],
    ['the worst is 100', risks(100, 100, 100), 100, 'high'],
  ])('%s', (_what, answers, rating, level) => {
    expect(assess(questionnaire, answers).total).toEqual({ rating, level });
  });

  test('of a section weighs its questions [PROD-5]', () => {
    const { sections } = assess(questionnaire, risks(100, 0, 71));
    expect(sections).toEqual({ first: { rating: 25, level: 'low' }, second: { rating: 71, level: 'high' } });
  });

  test('is not made of a part of the answers', () => {
    expect(() => assess(questionnaire, { a: { answer: 'r0' } })).toThrow('the question "b" has no answer');
  });
});

test('a question is answered by one of its own answers, and by words where they are asked for [PROD-5]', () => {
  const [one, two] = questionnaire.sections[0]?.questions ?? [];
  if (!one || !two) throw new Error('no questions');
  const noted: Question = { ...one, note: { label: 'Why?', for: ['r50'] } };
  expect(missingFrom(noted, {})).toBe('Choose one of the answers.');
  expect(missingFrom(noted, { a: { answer: 'other' } })).toBe('Choose one of the answers.');
  expect(missingFrom(noted, { a: { answer: 'r50', note: ' ' } })).toContain('Why?');
  expect(missingFrom(noted, { a: { answer: 'r50', note: 'Because.' } })).toBeUndefined();
  expect(missingFrom(noted, { a: { answer: 'r51' } })).toBeUndefined();
  expect(isComplete(questionnaire, risks(1, 2, 3))).toBe(true);
  expect(isComplete(questionnaire, { ...risks(1, 2, 3), c: {} })).toBe(false);
});
