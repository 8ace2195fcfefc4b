import { isJson, withValue } from '../json.ts';
import { effectOnSlices } from '../sites.ts';
import type { Mutation } from './mutant.ts';

const ANY = [
  'http://hl7.org/fhir/StructureDefinition/Resource',
  'http://hl7.org/fhir/StructureDefinition/Basic',
];

/** References to a type that the element forbids, and to contained resources that are not there (references.html). */
export const referenceMutations: Mutation = function* (resource, sites) {
  for (const site of sites) {
    if (site.type !== 'Reference' || !isJson(site.value) || site.unsure) continue;
    if (effectOnSlices(site, ['reference']) === 'escapes') continue;
    const { value, steps } = site;
    const place = { element: site.node.element.id, path: `${site.path}.reference` };
    const targets = site.node.element.types.find(({ code }) => code === 'Reference')?.targets ?? [];
    if (targets.length > 0 && !targets.some((target) => ANY.includes(target))) {
      for (const [form, reference] of [
        ['relative', 'Basic/a1'],
        ['absolute', 'https://example.org/fhir/Basic/a1'],
      ] as const) {
        yield {
          mutation: `${form} reference to a forbidden type`,
          expects: ['reference-target'],
          ...place,
          make: () => withValue(resource, steps, { ...value, reference }),
        };
      }
      yield {
        mutation: 'Reference.type of a forbidden type',
        expects: ['reference-target'],
        ...place,
        path: `${site.path}.type`,
        make: () => withValue(resource, steps, { display: 'text', type: 'Basic' }),
      };
    }
    yield {
      mutation: 'reference to a contained resource that is not there',
      expects: ['contained', 'reference-target', 'invariant'],
      ...place,
      make: () => withValue(resource, steps, { ...value, reference: '#not-there' }),
    };
  }
};
