import type { Defect } from '../defect.ts';
import { changeClaims, later } from './support/data.ts';

export const dataClaimsLate: Defect = {
  name: 'data.claims-late',
  summary: 'Claims appear a month after they were adjudicated.',
  clause: '42 CFR 422.119(b)(1)',
  ports: changeClaims((eob) => later(eob, 30)),
};
