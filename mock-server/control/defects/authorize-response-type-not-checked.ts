import { checkResponseType } from '../../oauth/check-authorize-request.ts';
import type { Defect } from '../defect.ts';
import { withoutStep } from './support/steps.ts';

export const authorizeResponseTypeNotChecked: Defect = {
  name: 'authorize.response-type-not-checked',
  summary: 'Any response_type is served as "code".',
  clause: 'RFC 6749 §3.1.1',
  replacementOf: withoutStep(checkResponseType),
};
