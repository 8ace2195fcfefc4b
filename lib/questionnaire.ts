import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Questionnaire } from '../mock-server/portal/production/questionnaire.ts';
import {
  QuestionnaireError,
  readQuestionnaire,
} from '../mock-server/portal/production/read-questionnaire.ts';

export { QuestionnaireError };

/** The questionnaire that comes with the sandbox. */
const ours = fileURLToPath(new URL('../fixtures/questionnaire/risk-assessment.yaml', import.meta.url));

/**
 * Reads a questionnaire, YAML or JSON.
 * @param file the one that comes with the sandbox without it
 * @throws QuestionnaireError when the file can't be read or is none
 */
export async function loadQuestionnaire(file = ours): Promise<Questionnaire> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new QuestionnaireError(`${file}: ${missing ? 'no such file' : 'cannot be read'}`);
  }
  const { parse } = await import('yaml');
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    const line = error instanceof Error ? error.message.split('\n')[0]?.replace(/:$/, '') : String(error);
    throw new QuestionnaireError(`${file}: not YAML or JSON: ${line}`);
  }
  if (value === null) throw new QuestionnaireError(`${file}: the file is empty`);
  try {
    return await readQuestionnaire(value);
  } catch (error) {
    if (error instanceof QuestionnaireError) throw new QuestionnaireError(`${file}: ${error.message}`);
    throw error;
  }
}
