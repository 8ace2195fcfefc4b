import { isJson, withValue } from '../json.ts';
import { effectOnSlices, propertiesOf } from '../sites.ts';
import { heldBy, type Mutation, SAMPLE_TYPES, sampleOf } from './mutant.ts';

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Choice elements: two values at once, a type the profile leaves out, a type the base never had (formats.html#choice). */
export const choiceMutations: Mutation = function* (resource, sites, source) {
  for (const site of sites) {
    if (!isJson(site.value) || site.unsure) continue;
    for (const { child, property } of heldBy(site, source)) {
      if (!child.name.endsWith('[x]')) continue;
      const stem = child.name.slice(0, -3);
      const base = source
        .type(child.definition.type)
        ?.elements.find(({ id }) => id === child.element.id.replaceAll(/:[^.]+/g, ''));
      const allowed = propertiesOf(child);
      const inBase = (base?.types ?? child.element.types).map(({ code }) => code);
      const place = { element: child.element.id, path: `${site.path}.${property}` };
      const second = allowed.find(
        (item) => item.property !== property && item.type && sampleOf(item.type) !== undefined,
      );
      const secondType =
        second?.type ??
        inBase.find((type) => stem + capital(type) !== property && sampleOf(type) !== undefined);
      if (secondType) {
        yield {
          mutation: 'two values in a choice',
          expects: ['choice', 'cardinality', 'type', 'slicing'],
          ...place,
          make: () =>
            withValue(
              resource,
              [...site.steps, stem + capital(secondType)],
              structuredClone(sampleOf(secondType)),
            ),
        };
      }
      if (effectOnSlices(site, [child.name]) === 'escapes') continue;
      const replacedBy = (type: string) => {
        const without = withValue(
          withValue(resource, [...site.steps, property], undefined),
          [...site.steps, `_${property}`],
          undefined,
        );
        return withValue(without, [...site.steps, stem + capital(type)], structuredClone(sampleOf(type)));
      };
      const left = inBase.find(
        (type) => sampleOf(type) !== undefined && !allowed.some((item) => item.type === type),
      );
      if (left) {
        yield {
          mutation: 'type that the profile leaves out',
          expects: ['choice', 'type', 'slicing'],
          ...place,
          path: `${site.path}.${stem}${capital(left)}`,
          make: () => replacedBy(left),
        };
      }
      const foreign = SAMPLE_TYPES.find((type) => !inBase.includes(type));
      if (foreign) {
        yield {
          mutation: 'type that the choice never had',
          expects: ['choice', 'type', 'unknown-property'],
          ...place,
          path: `${site.path}.${stem}${capital(foreign)}`,
          make: () => replacedBy(foreign),
        };
      }
    }
  }
};
