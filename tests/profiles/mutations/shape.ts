import { childrenOf } from '../element-tree.ts';
import { isJson, withValue } from '../json.ts';
import { propertiesOf } from '../sites.ts';
import { isList, type Mutation } from './mutant.ts';

/** Names that stand in some resource or type, but never in all of them. */
const WANDERERS = ['birthDate', 'deceasedBoolean', 'contentType', 'cause', 'priorityCode'] as const;

/** JSON that no FHIR resource may hold: unknown and misplaced properties, wrong JSON types, emptiness, null (json.html). */
export const shapeMutations: Mutation = function* (resource, sites, source) {
  for (const site of sites) {
    const element = site.node.element.id;
    const { value, steps, path } = site;
    // A backbone element has properties of its own, a data type is the same wherever it stands.
    const oncePer = site.type && site.type !== 'BackboneElement' ? site.type : element;
    if (isJson(value)) {
      const names = new Set(
        childrenOf(site.node, source, site.type)
          .flatMap(propertiesOf)
          .map((item) => item.property),
      );
      const wanderer = WANDERERS.find((name) => !names.has(name));
      const at = (name: string) => ({ element, path: `${path}.${name}`, oncePer });
      yield {
        mutation: 'unknown property',
        expects: ['unknown-property'],
        ...at('assayUnknown'),
        make: () => withValue(resource, [...steps, 'assayUnknown'], 'text'),
      };
      if (wanderer && names.size > 0) {
        yield {
          mutation: 'misplaced property',
          expects: ['unknown-property'],
          ...at(wanderer),
          make: () => withValue(resource, [...steps, wanderer], '2001-02-03'),
        };
      }
      yield {
        mutation: 'unknown property with an underscore',
        expects: ['unknown-property', 'primitive-extension'],
        ...at('_assayUnknown'),
        make: () => withValue(resource, [...steps, '_assayUnknown'], { id: 'a' }),
      };
    }
    if (steps.length === 0 || site.node.name === 'contained') continue;
    const listed = typeof steps.at(-1) === 'number';
    const place = { element, path, oncePer };
    if (isJson(value)) {
      yield {
        mutation: 'empty object',
        expects: ['empty'],
        ...place,
        make: () => withValue(resource, steps, {}),
      };
      yield {
        mutation: 'text where an object stands',
        expects: ['type', 'json'],
        ...place,
        make: () => withValue(resource, steps, 'text'),
      };
    } else if (typeof value === 'string') {
      yield {
        mutation: 'empty string',
        expects: ['empty', 'primitive-format'],
        ...place,
        make: () => withValue(resource, steps, ''),
      };
      yield {
        mutation: 'number where text stands',
        expects: ['type', 'json', 'primitive-format'],
        ...place,
        make: () => withValue(resource, steps, 12),
      };
      yield {
        mutation: 'object where text stands',
        expects: ['type', 'json', 'primitive-format'],
        ...place,
        make: () => withValue(resource, steps, { value: 'text' }),
      };
    } else {
      yield {
        mutation: 'text where a number or boolean stands',
        expects: ['type', 'json', 'primitive-format'],
        ...place,
        make: () => withValue(resource, steps, String(value)),
      };
    }
    yield {
      mutation: 'null',
      expects: ['json', 'empty', 'type', 'primitive-extension'],
      ...place,
      make: () => withValue(resource, steps, null),
    };
    if (listed && steps.at(-1) === 0) {
      const list = { element, oncePer, path: path.replace(/\[0\]$/, '') };
      yield {
        mutation: 'empty list',
        expects: ['empty'],
        ...list,
        make: () => withValue(resource, steps.slice(0, -1), []),
      };
      if (isList(site.node, source)) {
        yield {
          mutation: 'single value where a list stands',
          expects: ['type', 'json', 'cardinality'],
          ...list,
          make: () => withValue(resource, steps.slice(0, -1), value),
        };
      }
    }
  }
};
