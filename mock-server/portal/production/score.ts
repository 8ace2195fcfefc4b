import type { App } from '../../context.ts';
import { type Answers, answerOf, type Question, type Questionnaire } from './questionnaire.ts';

export type Level = App['risk'];

export interface Score {
  /** A whole number from 0, no risk, to 100. */
  readonly rating: number;
  readonly level: Level;
}

export interface Assessment {
  readonly total: Score;
  /** By section id. */
  readonly sections: Readonly<Record<string, Score>>;
}

/**
 * Section: Σ weight × risk of the answers ÷ Σ weight of its questions. Total: the same over all questions, so that a
 * section counts as much as its questions weigh. Both are rounded half up, from the exact fraction (PROD-6).
 *
 * @throws RangeError when a question has no answer: a score of part of the questions would flatter
 */
export function assess({ sections }: Questionnaire, answers: Answers): Assessment {
  return {
    total: scoreOf(
      sections.flatMap(({ questions }) => questions),
      answers,
    ),
    sections: Object.fromEntries(sections.map(({ id, questions }) => [id, scoreOf(questions, answers)])),
  };
}

export function scoreOf(questions: readonly Question[], answers: Answers): Score {
  let points = 0;
  let weights = 0;
  for (const question of questions) {
    const answer = answerOf(question, answers);
    if (!answer) throw new RangeError(`the question "${question.id}" has no answer`);
    points += question.weight * answer.risk;
    weights += question.weight;
  }
  const rating = roundHalfUp(points, weights);
  return { rating, level: levelOf(rating) };
}

/** PROD-6: low 0–30, medium 31–70, high 71–100. */
export function levelOf(rating: number): Level {
  if (rating <= 30) return 'low';
  return rating <= 70 ? 'medium' : 'high';
}

/** Of whole numbers, so that 30.5 is exactly a half. */
function roundHalfUp(numerator: number, denominator: number): number {
  return Math.floor((2 * numerator + denominator) / (2 * denominator));
}
