import type { Defect } from '../defect.ts';
import { changeDocument } from './support/replies.ts';

export const introspectPatientMissing: Defect = {
  name: 'introspect.patient-missing',
  summary: 'Introspection does not tell the patient of a token.',
  clause: 'SMART App Launch 2.0.0, § token introspection',
  rewrite: changeDocument('/introspect', ({ patient: _, ...document }) => document),
};
