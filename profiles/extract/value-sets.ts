import { splitCanonical } from '../catalog.ts';
import type { Definition } from '../engine/definition.ts';
import type { GuideContent } from './guides.ts';

const MEMBER_OF = /memberOf\('([^']+)'\)/g;

/**
 * URLs of the value sets that a validator can be asked about: bound more strongly than by way of example, named in
 * an invariant, or imported by one of these; and of the code systems they draw on.
 */
export function boundValueSets(guides: readonly GuideContent[]): ReadonlySet<string> {
  const valueSets = new Map(
    guides.flatMap((guide) => guide.valueSets.map((valueSet) => [valueSet.url, valueSet] as const)),
  );
  const bound = new Set<string>();
  const visit = (canonical: string): void => {
    const { url } = splitCanonical(canonical);
    if (bound.has(url)) return;
    bound.add(url);
    const valueSet = valueSets.get(url);
    for (const clause of [...(valueSet?.include ?? []), ...(valueSet?.exclude ?? [])]) {
      if (clause.system) bound.add(clause.system);
      clause.valueSets?.forEach(visit);
    }
  };
  for (const guide of guides) for (const definition of guide.definitions) namedBy(definition).forEach(visit);
  return bound;
}

function namedBy(definition: Definition): string[] {
  return definition.elements.flatMap(({ binding, constraints }) => [
    ...(binding && binding.strength !== 'example' ? [binding.valueSet] : []),
    ...(binding?.maxValueSet ? [binding.maxValueSet] : []),
    ...constraints.flatMap(({ expression = '' }) =>
      [...expression.matchAll(MEMBER_OF)].map(([, url = '']) => url),
    ),
  ]);
}
