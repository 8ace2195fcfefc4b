import type { DefinitionSource } from '../../../profiles/engine/definition.ts';
import type { ProfileFinding, RuleKind } from '../../../profiles/engine/finding.ts';
import { childrenOf, type ElementNode } from '../element-tree.ts';
import type { Json } from '../json.ts';
import { effectOnSlices, propertiesOf, type Site } from '../sites.ts';

/** One way to spoil a valid resource, with the verdict that a validator owes. */
export interface Mutant {
  /** What was done, such as `required element dropped`. */
  readonly mutation: string;
  /** The kinds of rule that may rightly report it; more than one only where the specification gives two readings. */
  readonly expects: readonly RuleKind[];
  readonly severity?: ProfileFinding['severity'];
  /** Key that the finding must name, such as an invariant's. */
  readonly key?: string;
  /** Id of the element in the definition that is violated. */
  readonly element: string;
  /** FHIRPath of the place that was changed. */
  readonly path: string;
  /** What a mutation that no profile can influence is made once for, such as the type; absent: for each element. */
  readonly oncePer?: string;
  /** Whether the mutant is judged by what its own `meta.profile` claims. */
  readonly claims?: boolean;
  readonly make: () => Json;
}

export type Mutation = (resource: Json, sites: readonly Site[], source: DefinitionSource) => Iterable<Mutant>;

/** A child element of a site together with the property that holds it, when it holds something. */
export interface Held {
  readonly child: ElementNode;
  readonly property: string;
  readonly type: string | undefined;
  readonly value: unknown;
}

/** The filled children of an object. */
export function heldBy(site: Site, source: DefinitionSource): Held[] {
  const value = site.value as Json;
  return childrenOf(site.node, source, site.type).flatMap((child) =>
    propertiesOf(child).flatMap(({ property, type }) =>
      value[property] === undefined ? [] : [{ child, property, type, value: value[property] }],
    ),
  );
}

/**
 * The kinds that may report a change below a site: what the change itself breaks, and slicing when a slice loses a
 * member by it. Undefined when the change may be harmless because the value just leaves an open slice.
 */
export function kindsWithSlicing(
  site: Site,
  below: readonly string[],
  kinds: readonly RuleKind[],
): readonly RuleKind[] | undefined {
  const effect = effectOnSlices(site, below);
  if (effect === 'escapes') return undefined;
  return effect === 'breaks' ? [...kinds, 'slicing', 'cardinality'] : kinds;
}

/** Whether the element repeats in JSON: by the base type's cardinality, which profiles cannot change. */
export function isList(node: ElementNode, source: DefinitionSource): boolean {
  const id = node.element.id.replaceAll(/:[^.]+/g, '');
  const base = source.type(node.definition.type)?.elements.find((element) => element.id === id);
  return (base?.max ?? node.element.max) > 1;
}

/** A small valid value of a type, for places where something has to stand. */
const SAMPLES: Readonly<Record<string, unknown>> = {
  string: 'text',
  code: 'text',
  markdown: 'text',
  uri: 'http://example.org/thing',
  url: 'http://example.org/thing',
  canonical: 'http://example.org/thing',
  boolean: true,
  integer: 7,
  positiveInt: 7,
  unsignedInt: 7,
  decimal: 7.5,
  date: '2023-04-05',
  dateTime: '2023-04-05',
  instant: '2023-04-05T06:07:08Z',
  time: '06:07:08',
  Quantity: { value: 7 },
  Money: { value: 7, currency: 'USD' },
  Range: { low: { value: 1 } },
  Period: { start: '2023-04-05' },
  CodeableConcept: { text: 'text' },
  Coding: { system: 'http://example.org/codes', code: 'text' },
  Reference: { display: 'text' },
  Identifier: { system: 'http://example.org/ids', value: 'text' },
  Extension: { url: 'http://example.org/extension', valueString: 'text' },
  HumanName: { text: 'text' },
  Address: { text: 'text' },
  ContactPoint: { system: 'phone', value: '555-0100' },
  Attachment: { contentType: 'text/plain', title: 'text' },
  Annotation: { text: 'text' },
};

/** A valid value of a type, or undefined for types that have no sample. */
export const sampleOf = (type: string): unknown => SAMPLES[type];
export const SAMPLE_TYPES: readonly string[] = Object.keys(SAMPLES);
