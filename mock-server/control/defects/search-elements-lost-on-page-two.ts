import { addressEntries } from '../../fhir/search/steps.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const searchElementsLostOnPageTwo: Defect = {
  name: 'search.elements-lost-on-page-two',
  summary: 'From the second page on whole resources come, although some elements were asked for.',
  clause: 'FHIR R4 http.html#paging',
  report: 'https://github.com/hapifhir/hapi-fhir/issues/750',
  replacementOf: replaceStep(addressEntries, (exchange) => {
    const { plan } = exchange;
    if (plan.after === undefined) return addressEntries.run(exchange);
    const whole = { ...exchange, plan: { ...plan, subset: undefined } };
    addressEntries.run(whole);
    exchange.entries = whole.entries;
  }),
};
