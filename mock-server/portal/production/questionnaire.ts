/** The Risk Assessment Questionnaire (PROD-3, PROD-5), as data. */
export interface Questionnaire {
  /** Written into every submission, so that an old one is read with the questions it answered. */
  readonly version: string;
  readonly title: string;
  readonly sections: readonly Section[];
}

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly intro: string;
  readonly questions: readonly Question[];
}

export interface Question {
  readonly id: string;
  readonly text: string;
  readonly help?: string;
  /** What the question is about, such as `disposal`. */
  readonly covers: readonly string[];
  /** How much it counts, in its section and in the total: a whole number from 1. */
  readonly weight: number;
  readonly answers: readonly Answer[];
  readonly note?: Note;
}

export interface Answer {
  readonly id: string;
  readonly text: string;
  /** 0, no concern, to 100. */
  readonly risk: number;
}

/** Words asked for beside the answer. */
export interface Note {
  readonly label: string;
  /** The answers that need them. */
  readonly for: 'all' | readonly string[];
}

/** A chosen answer's id, and the words beside it. */
export interface Given {
  readonly answer?: string;
  readonly note?: string;
}

/** By question id. */
export type Answers = Readonly<Record<string, Given>>;

export function answerOf({ id, answers }: Question, given: Answers): Answer | undefined {
  return answers.find((answer) => answer.id === given[id]?.answer);
}

export function needsNote({ note }: Question, answer: Answer): boolean {
  return note !== undefined && (note.for === 'all' || note.for.includes(answer.id));
}

/** What is missing to the question, for people; `undefined` when it is answered. All are mandatory (PROD-5). */
export function missingFrom(question: Question, given: Answers): string | undefined {
  const answer = answerOf(question, given);
  if (!answer) return 'Choose one of the answers.';
  if (needsNote(question, answer) && !given[question.id]?.note?.trim())
    return `This answer needs words: ${question.note?.label ?? ''}`;
  return undefined;
}

export function isSectionComplete({ questions }: Section, given: Answers): boolean {
  return questions.every((question) => missingFrom(question, given) === undefined);
}

export function isComplete({ sections }: Questionnaire, given: Answers): boolean {
  return sections.every((section) => isSectionComplete(section, given));
}
