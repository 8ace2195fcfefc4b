import { implyParameters } from '../../fhir/search/steps.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const searchImpliedPatientHidden: Defect = {
  name: 'search.implied-patient-hidden',
  summary: 'The restriction to the member of the token is applied but not shown in the self link.',
  clause: 'FHIR R4 search.html#conformance',
  replacementOf: replaceStep(implyParameters, async (exchange) => {
    const { processed } = exchange.plan;
    await implyParameters.run(exchange);
    if (exchange.base.name === 'patient-access') exchange.plan = { ...exchange.plan, processed };
  }),
};
