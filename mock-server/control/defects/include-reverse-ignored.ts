import { include } from '../../fhir/search/steps.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const includeReverseIgnored: Defect = {
  name: 'include.reverse-ignored',
  summary: 'The parameter _revinclude is accepted and brings nothing.',
  clause: 'FHIR R4 search.html#revinclude',
  report: 'https://github.com/LinuxForHealth/FHIR/issues/1952',
  replacementOf: replaceStep(include, async (exchange) => {
    const includes = exchange.plan.includes.filter(({ direction }) => direction === 'forward');
    const forward = { ...exchange, plan: { ...exchange.plan, includes } };
    await include.run(forward);
    exchange.included = forward.included;
  }),
};
