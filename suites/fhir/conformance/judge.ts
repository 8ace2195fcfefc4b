import { createCoverage } from '../../../profiles/engine/coverage.ts';
import type { Validator } from '../../../profiles/engine/finding.ts';
import { createValidator } from '../../../profiles/engine/validator.ts';
import { tableSource } from '../../../profiles/sources.ts';
import type { Session } from '../../runner/session.ts';

let made: Validator | undefined;

/** The profile engine over the guides that come with the package, compiled as they are needed. */
export function validator(): Validator {
  made ??= createValidator(tableSource());
  return made;
}

export function isKnown(profile: string): boolean {
  return tableSource().definition(profile) !== undefined;
}

/** Counts a resource in the run's must-support coverage of a profile. */
export function cover(session: Session, profile: string, resource: unknown): void {
  const definition = tableSource().definition(profile);
  if (!definition) return;
  const canonical = `${definition.url}|${definition.version}`;
  const coverage = session.coverages.get(canonical) ?? {
    name: definition.name,
    ...createCoverage(tableSource(), canonical),
  };
  session.coverages.set(canonical, coverage);
  coverage.add(resource);
}

export interface Shown {
  readonly name: string;
  readonly resources: number;
  readonly elements: readonly { readonly id: string; readonly count: number }[];
}

/** How often each must-support element of a profile is filled in some resources. */
export function shownOf(profile: string, resources: readonly unknown[]): Shown | undefined {
  const definition = tableSource().definition(profile);
  if (!definition) return undefined;
  const { add, report } = createCoverage(tableSource(), `${definition.url}|${definition.version}`);
  for (const resource of resources) add(resource);
  const { elements, resources: count } = report();
  return {
    name: definition.name,
    resources: count,
    elements: elements.map(({ element, resources: times }) => ({ id: element, count: times })),
  };
}
