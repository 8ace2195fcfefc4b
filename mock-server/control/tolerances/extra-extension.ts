import type { Defect } from '../defect.ts';
import { changeData } from '../defects/support/data.ts';

export const toleranceExtraExtension: Defect = {
  name: 'tolerance.extra-extension',
  summary: 'Every resource carries an extension of the plan’s own.',
  clause: 'FHIR R4 extensibility.html',
  ports: changeData('all', (resource) => {
    const own = 'extension' in resource ? (resource.extension ?? []) : [];
    const extension = [...own, { url: 'https://plan.example.org/fhir/load-batch', valueString: '2024-17' }];
    return { ...resource, extension };
  }),
};
