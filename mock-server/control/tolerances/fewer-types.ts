import { resolveType } from '../../fhir/admit.ts';
import { NotFound } from '../../fhir/outcomes.ts';
import type { Defect } from '../defect.ts';
import { changeStatement } from '../defects/support/statement.ts';
import { afterStep } from '../defects/support/steps.ts';

export const toleranceFewerTypes: Defect = {
  name: 'tolerance.fewer-types',
  summary: 'A plan without immunizations does not serve them, nor say that it does.',
  clause: 'FHIR R4 capabilitystatement.html',
  replacementOf: afterStep(resolveType, ({ type }) => {
    if (type === 'Immunization') throw new NotFound('The resource type "Immunization"');
  }),
  rewrite: changeStatement(({ resource = [], ...rest }) => ({
    ...rest,
    resource: resource.filter(({ type }) => type !== 'Immunization'),
  })),
};
