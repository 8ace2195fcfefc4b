import type { Definition, ElementDefinition } from './engine/definition.ts';
import type { Clause, ValueSetFacts } from './engine/terminology-facts.ts';

/**
 * Adds the version to a canonical URL that names none, where the guide of the referring resource decides it: its own
 * version, else the one of a dependency. Several versions of a guide can then be loaded side by side.
 */
export type Pin = (canonical: string) => string;

/**
 * @param has whether a `url|version` is at hand
 * @param versions the versions that count, the guide's own first
 */
export function createPin(has: (canonical: string) => boolean, versions: readonly string[]): Pin {
  return (canonical) => {
    if (canonical.includes('|')) return canonical;
    const version = versions.find((candidate) => has(`${canonical}|${candidate}`));
    return version === undefined ? canonical : `${canonical}|${version}`;
  };
}

/** The versions that a package may pin to; R4 stands in one version, so that there is nothing to choose. */
export const pinnableVersions = (own: string, dependencies: Readonly<Record<string, string>>): string[] => [
  own,
  ...Object.entries(dependencies).flatMap(([name, version]) => (name === 'hl7.fhir.r4.core' ? [] : version)),
];

/** The definition with its base, value sets and the profiles on its types pinned; targets are left open. */
export function pinDefinition(definition: Definition, pins: { definition: Pin; valueSet: Pin }): Definition {
  return {
    ...definition,
    ...(definition.base ? { base: pins.definition(definition.base) } : {}),
    elements: definition.elements.map((element) => pinElement(element, pins)),
  };
}

function pinElement(element: ElementDefinition, pins: { definition: Pin; valueSet: Pin }): ElementDefinition {
  const { binding, types } = element;
  const hasProfiles = types.some((type) => type.profiles.length > 0);
  if (!binding && !hasProfiles) return element;
  return {
    ...element,
    ...(hasProfiles
      ? { types: types.map((type) => ({ ...type, profiles: type.profiles.map(pins.definition) })) }
      : {}),
    ...(binding
      ? {
          binding: {
            ...binding,
            valueSet: pins.valueSet(binding.valueSet),
            ...(binding.maxValueSet ? { maxValueSet: pins.valueSet(binding.maxValueSet) } : {}),
          },
        }
      : {}),
  };
}

/** The value set with the versions of its code systems and imports pinned. */
export function pinValueSet(facts: ValueSetFacts, pins: { valueSet: Pin; codeSystem: Pin }): ValueSetFacts {
  const pinClause = (clause: Clause): Clause => {
    const version =
      clause.system === undefined
        ? undefined
        : (clause.version ?? pins.codeSystem(clause.system).split('|')[1]);
    return {
      ...clause,
      ...(version ? { version } : {}),
      ...(clause.valueSets ? { valueSets: clause.valueSets.map(pins.valueSet) } : {}),
    };
  };
  return { ...facts, include: facts.include.map(pinClause), exclude: facts.exclude.map(pinClause) };
}
