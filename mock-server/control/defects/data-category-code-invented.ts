import type { Defect } from '../defect.ts';
import { changeData } from './support/data.ts';

export const dataCategoryCodeInvented: Defect = {
  name: 'data.category-code-invented',
  summary: 'Vital signs have a category code that the code system does not have.',
  clause: 'FHIR R4 terminologies.html#code',
  ports: changeData('member', (resource) => {
    if (resource.resourceType !== 'Observation') return resource;
    const category = resource.category?.map(({ coding = [], ...concept }) => ({
      ...concept,
      coding: coding.map((one) => (one.code === 'vital-signs' ? { ...one, code: 'vitals' } : one)),
    }));
    return { ...resource, ...(category && { category }) };
  }),
};
