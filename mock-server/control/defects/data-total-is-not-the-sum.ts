import type { Defect } from '../defect.ts';
import { changeClaims } from './support/data.ts';

export const dataTotalIsNotTheSum: Defect = {
  name: 'data.total-is-not-the-sum',
  summary: 'The total of the benefit is one dollar off the sum of its lines.',
  clause: 'CARIN Blue Button, FHIR R4 explanationofbenefit.html',
  ports: changeClaims((eob) => ({
    ...eob,
    total: (eob.total ?? []).map((one) =>
      one.category.coding?.some(({ code }) => code === 'benefit')
        ? { ...one, amount: { ...one.amount, value: (one.amount.value ?? 0) + 1 } }
        : one,
    ),
  })),
};
