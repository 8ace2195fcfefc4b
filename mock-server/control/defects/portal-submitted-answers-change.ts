import { requireDraft } from '../../portal/production/routes.ts';
import type { Defect } from '../defect.ts';
import { withoutStep } from './support/steps.ts';

export const portalSubmittedAnswersChange: Defect = {
  name: 'portal.submitted-answers-change',
  summary: 'Answers can still be edited after they were submitted.',
  clause: 'Portal documentation, Production Access Process, step 7',
  replacementOf: withoutStep(requireDraft),
};
