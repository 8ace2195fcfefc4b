import { include } from '../../fhir/search/steps.ts';
import { visibleIndex } from '../../fhir/visible.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const includeStrangers: Defect = {
  name: 'include.strangers',
  summary: 'With the resources that go with a page comes one that nothing refers to.',
  clause: 'FHIR R4 search.html#include',
  replacementOf: afterStep(include, (exchange) => {
    if (exchange.plan.includes.length === 0) return;
    const types = exchange.plan.includes.map(({ source }) => source);
    const here = new Set([...exchange.page, ...exchange.included]);
    const stranger = types
      .flatMap((type) => visibleIndex(exchange).ofType(type))
      .find((one) => !here.has(one) && one.resourceType === exchange.type);
    if (stranger) exchange.included = [...exchange.included, stranger];
  }),
};
