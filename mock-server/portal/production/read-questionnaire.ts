import type { ErrorObject } from 'ajv';
import schema from './questionnaire.schema.json' with { type: 'json' };
import type { Answer, Question, Questionnaire, Section } from './questionnaire.ts';

/** The questionnaire can't be used. The message is one line that says where and why. */
export class QuestionnaireError extends Error {
  override readonly name = 'QuestionnaireError';
}

type Written = Omit<Question, 'answers' | 'covers'> & {
  readonly covers?: readonly string[];
} & ({ readonly answers: readonly Answer[] } | { readonly scale: string });

interface WrittenQuestionnaire extends Omit<Questionnaire, 'sections'> {
  readonly scales?: Readonly<Record<string, readonly Answer[]>>;
  readonly sections: readonly (Omit<Section, 'questions'> & { readonly questions: readonly Written[] })[];
}

/**
 * Holds a questionnaire, as read from YAML or JSON, against its schema and puts shared answers in their places.
 * @throws QuestionnaireError
 */
export async function readQuestionnaire(value: unknown): Promise<Questionnaire> {
  // Loaded when the first questionnaire is: the APIs need neither.
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const validate = new Ajv2020({ strict: false }).compile<WrittenQuestionnaire>(schema);
  if (!validate(value)) throw new QuestionnaireError(told(validate.errors?.at(-1)));
  const { version, title, scales = {}, sections } = value;
  const seen = new Set<string>();
  return {
    version,
    title,
    sections: sections.map((section) => ({
      ...section,
      questions: section.questions.map((question) => resolve(question, scales, seen)),
    })),
  };
}

function resolve(
  { covers = [], ...question }: Written,
  scales: Readonly<Record<string, readonly Answer[]>>,
  seen: Set<string>,
): Question {
  if (seen.has(question.id)) throw new QuestionnaireError(`two questions have the id "${question.id}"`);
  seen.add(question.id);
  const { id, text, help, weight, note } = question;
  const answers = 'answers' in question ? question.answers : scales[question.scale];
  if (!answers)
    throw new QuestionnaireError(
      `question "${id}": no scale has the name "${'scale' in question ? question.scale : ''}"; there are ${Object.keys(scales).join(', ') || 'none'}`,
    );
  const ids = answers.map((answer) => answer.id);
  if (new Set(ids).size < ids.length)
    throw new QuestionnaireError(`question "${id}": two answers have one id`);
  const stray = note && note.for !== 'all' && note.for.find((name) => !ids.includes(name));
  if (stray)
    throw new QuestionnaireError(
      `question "${id}": note.for names "${stray}"; allowed are ${ids.join(', ')}`,
    );
  return { id, text, covers, weight, answers, ...(help && { help }), ...(note && { note }) };
}

function told(error: ErrorObject | undefined): string {
  if (!error) return 'it is no questionnaire';
  const where =
    error.instancePath === '' ? 'the top level' : error.instancePath.slice(1).replaceAll('/', '.');
  const extra = 'additionalProperty' in error.params ? ` ("${error.params.additionalProperty}")` : '';
  return `${where} ${error.message ?? 'is invalid'}${extra}`;
}
