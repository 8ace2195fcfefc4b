import { type JsonObject, string, strings } from '../engine/json-access.ts';
import type { SearchParameterFacts } from '../guides.ts';

/** The facts of a SearchParameter resource. */
export function readSearchParameter(resource: JsonObject): SearchParameterFacts {
  const expression = string(resource.expression);
  const lists = {
    comparators: strings(resource.comparator),
    modifiers: strings(resource.modifier),
    targets: strings(resource.target),
    chains: strings(resource.chain),
  };
  return {
    url: string(resource.url) ?? '',
    code: string(resource.code) ?? '',
    base: strings(resource.base),
    type: string(resource.type) ?? '',
    ...(expression ? { expression } : {}),
    ...Object.fromEntries(Object.entries(lists).filter(([, items]) => items.length > 0)),
    ...(typeof resource.multipleOr === 'boolean' ? { multipleOr: resource.multipleOr } : {}),
    ...(typeof resource.multipleAnd === 'boolean' ? { multipleAnd: resource.multipleAnd } : {}),
  };
}
