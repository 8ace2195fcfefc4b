import { isJson, type Json, withValue } from '../json.ts';
import type { Mutation } from './mutant.ts';

/** Its context is Patient in every version. */
const BIRTH_SEX = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex';

/** Extensions of the wrong type or place, and modifiers that nobody knows (extensibility.html). */
export const extensionMutations: Mutation = function* (resource, sites) {
  for (const site of sites) {
    const { value, steps, path, node } = site;
    if (!isJson(value)) continue;
    const element = node.element.id;
    const isRoot = steps.length === 0;
    if (isRoot || site.type === 'BackboneElement') {
      yield {
        mutation: 'unknown modifierExtension',
        expects: ['extension'],
        element,
        path: `${path}.modifierExtension`,
        make: () =>
          withValue(
            resource,
            [...steps, 'modifierExtension'],
            [
              ...listOf(value.modifierExtension),
              { url: 'http://example.org/unknown-modifier', valueBoolean: true },
            ],
          ),
      };
    } else if (
      site.type &&
      /^[A-Z]/.test(site.type) &&
      !['Extension', 'Dosage', 'Narrative', 'Meta'].includes(site.type)
    ) {
      yield {
        mutation: 'modifierExtension on a data type',
        oncePer: site.type,
        expects: ['unknown-property', 'extension'],
        element,
        path: `${path}.modifierExtension`,
        make: () =>
          withValue(
            resource,
            [...steps, 'modifierExtension'],
            [{ url: 'http://example.org/unknown-modifier', valueBoolean: true }],
          ),
      };
    }
    if (isRoot && site.type !== 'Patient') {
      yield {
        mutation: 'extension in a place outside its context',
        expects: ['extension'],
        element,
        path: `${path}.extension`,
        make: () =>
          withValue(
            resource,
            ['extension'],
            [...listOf(value.extension), { url: BIRTH_SEX, valueCode: 'UNK' }],
          ),
      };
    }
    if (site.type !== 'Extension') continue;
    const property = Object.keys(value).find((key) => key.startsWith('value'));
    const profiled = node.element.types.some(({ profiles }) => profiles.length > 0);
    if (profiled) yield* neither(resource, site.steps, path, element, value, property);
  }
};

function* neither(
  resource: Json,
  steps: readonly (string | number)[],
  path: string,
  element: string,
  value: Json,
  property: string | undefined,
) {
  yield {
    mutation: 'extension with neither value nor extensions',
    expects: ['invariant', 'cardinality', 'extension', 'slicing'] as const,
    element,
    path,
    make: () => withValue(resource, steps, { url: value.url }),
  };
  if (property && property !== 'valueBase64Binary') {
    yield {
      mutation: 'extension with a value of the wrong type',
      expects: ['choice', 'type', 'slicing', 'extension'] as const,
      element,
      path: `${path}.${property}`,
      make: () => withValue(resource, steps, { url: value.url, valueBase64Binary: 'QQ==' }),
    };
  }
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
