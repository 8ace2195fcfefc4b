import type { Defect } from '../defect.ts';
import { changeData } from './support/data.ts';

export const dataCoverageEndsEarly: Defect = {
  name: 'data.coverage-ends-early',
  summary: 'Coverages end before the services that were paid under them.',
  clause: 'CARIN Blue Button, FHIR R4 coverage.html',
  ports: changeData('member', (resource) =>
    resource.resourceType === 'Coverage'
      ? { ...resource, period: { start: '2001-01-01', end: '2001-12-31' } }
      : resource,
  ),
};
