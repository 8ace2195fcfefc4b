import { checkLoginForm } from '../../portal/login.ts';
import type { Defect } from '../defect.ts';
import { withoutStep } from './support/steps.ts';

export const loginFormNotBound: Defect = {
  name: 'login.form-not-bound',
  summary: 'The login form is taken from any browser, whoever was shown it.',
  clause: 'RFC 6749 §10.12',
  replacementOf: withoutStep(checkLoginForm),
};
