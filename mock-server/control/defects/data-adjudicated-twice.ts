import type { Defect } from '../defect.ts';
import { changeClaims } from './support/data.ts';

export const dataAdjudicatedTwice: Defect = {
  name: 'data.adjudicated-twice',
  summary: 'Institutional claims have their amounts by the line and as a whole.',
  clause: 'CARIN Blue Button, FHIR R4 explanationofbenefit.html',
  ports: changeClaims((eob) => {
    const adjudication = eob.item?.[0]?.adjudication?.filter(({ amount }) => amount);
    const isInstitutional = eob.type.coding?.some(({ code }) => code === 'institutional');
    return isInstitutional && adjudication
      ? { ...eob, adjudication: [...(eob.adjudication ?? []), ...adjudication] }
      : eob;
  }),
};
