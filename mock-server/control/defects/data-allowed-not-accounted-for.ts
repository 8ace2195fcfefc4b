import type { ExplanationOfBenefitItemAdjudication } from 'fhir/r4.js';
import type { Defect } from '../defect.ts';
import { changeClaims } from './support/data.ts';

export const dataAllowedNotAccountedFor: Defect = {
  name: 'data.allowed-not-accounted-for',
  summary: 'What the plan allows is neither paid nor anyone’s to pay: a hundred dollars are missing.',
  clause: 'CARIN Blue Button, FHIR R4 explanationofbenefit.html',
  ports: changeClaims((eob) => {
    const [first, ...others] = eob.item ?? [];
    return {
      ...eob,
      total: (eob.total ?? []).map(raised),
      ...(first && { item: [{ ...first, adjudication: (first.adjudication ?? []).map(raised) }, ...others] }),
    };
  }),
};

function raised<Part extends ExplanationOfBenefitItemAdjudication>(part: Part): Part {
  const isEligible = part.category.coding?.some(({ code }) => code === 'eligible');
  return isEligible && part.amount
    ? { ...part, amount: { ...part.amount, value: (part.amount.value ?? 0) + 100 } }
    : part;
}
