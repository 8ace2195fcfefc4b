import { readDecision } from '../../portal/consent.ts';
import { tickedTypes } from '../../portal/consent-page.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const consentDenialIgnored: Defect = {
  name: 'consent.denial-ignored',
  summary: 'The app gets a code although the member denied consent.',
  clause: 'RFC 6749 §4.1.2.1',
  replacementOf: replaceStep(readDecision, async (context) => {
    const { form } = context.request;
    if (form?.get('decision') === 'deny') context.types = tickedTypes(form);
    else await readDecision.run(context);
  }),
};
