import type { Defect } from '../defect.ts';
import { changeData, later } from './support/data.ts';

export const dataClinicalLate: Defect = {
  name: 'data.clinical-late',
  summary: 'Conditions, reports and procedures appear a month after the plan received them.',
  clause: '42 CFR 422.119(b)(1)',
  ports: changeData('member', (resource) =>
    ['Condition', 'DiagnosticReport', 'Procedure'].includes(resource.resourceType)
      ? later(resource, 30)
      : resource,
  ),
};
