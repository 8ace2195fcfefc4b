import type { Defect } from '../defect.ts';
import { changeEntries } from './support/entries.ts';

export const bundleModeMissing: Defect = {
  name: 'bundle.mode-missing',
  summary: 'Entries do not say whether they matched.',
  clause: 'FHIR R4 search.html#contained',
  report: 'https://github.com/LinuxForHealth/FHIR/issues/1494',
  rewrite: changeEntries(({ search: _, ...entry }) => entry),
};
