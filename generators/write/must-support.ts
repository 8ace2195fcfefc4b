import type { FhirResource } from 'fhir/r4.js';
import { type Coverage, createCoverage } from '../../profiles/engine/coverage.ts';
import { tableSource } from '../../profiles/sources.ts';
import { createPopulation } from '../population.ts';
import type { Job } from './job.ts';
import { gapReason } from './must-support-gaps.ts';

/** A must-support element or slice, and who shows it. */
export interface ShownElement {
  readonly element: string;
  /** Number of resources with a value there. */
  readonly resources: number;
  /** User name of the first persona, else of the first other member, who shows it; `undefined` for the directory. */
  readonly member?: string;
  readonly example?: string;
  /** Why nobody shows it, where that is so on purpose. */
  readonly reason?: string;
}

export interface ShownProfile {
  /** `url|version`. */
  readonly profile: string;
  readonly resources: number;
  readonly elements: readonly ShownElement[];
}

/**
 * Which must-support elements and slices of the profiles that the population claims it shows, and by whom. Goes
 * through the directory, as directory and as Patient Access view, then the members one by one: personas come first.
 */
export function mustSupportOf(job: Job): ShownProfile[] {
  const population = createPopulation(job);
  const asOf = Date.parse(job.asOf);
  const counters = new Map<string, ProfileCounter>();
  const add = (resource: FhirResource, owner: string | undefined): void => {
    for (const canonical of resource.meta?.profile ?? []) {
      const counter = counters.get(canonical) ?? new ProfileCounter(canonical);
      counters.set(canonical, counter);
      counter.add(resource, owner);
    }
  };
  for (const resource of population.directory(asOf)) {
    add(resource, undefined);
    const view = population.supporting(`${resource.resourceType}/${resource.id}`, asOf);
    if (view) add(view, undefined);
  }
  for (let index = job.from; index < job.to; index += 1) {
    const { userName } = population.member(index);
    for (const resource of population.generate(index, asOf)) add(resource, userName);
  }
  return [...counters.values()]
    .map((counter) => counter.report())
    .sort((a, b) => (a.profile < b.profile ? -1 : 1));
}

/** Counts one profile; what an owner was the first to show is found when the next owner's turn comes. */
class ProfileCounter {
  readonly #coverage: Coverage;
  readonly #firstOwners = new Map<string, string | undefined>();
  #owner: string | undefined;
  #missing = Number.POSITIVE_INFINITY;

  constructor(canonical: string) {
    this.#coverage = createCoverage(tableSource(), canonical);
  }

  add(resource: FhirResource, owner: string | undefined): void {
    if (owner !== this.#owner) {
      this.#note();
      this.#owner = owner;
    }
    this.#coverage.add(resource);
  }

  report(): ShownProfile {
    this.#note();
    const { profile, resources, elements } = this.#coverage.report();
    return {
      profile,
      resources,
      elements: elements.map((element) => {
        const member = this.#firstOwners.get(element.element);
        const reason = element.resources === 0 ? gapReason(profile, element.element) : undefined;
        return {
          ...element,
          ...(member !== undefined && { member }),
          ...(reason !== undefined && { reason }),
        };
      }),
    };
  }

  #note(): void {
    if (this.#missing === 0) return;
    const { elements } = this.#coverage.report();
    for (const { element, resources } of elements) {
      if (resources > 0 && !this.#firstOwners.has(element)) this.#firstOwners.set(element, this.#owner);
    }
    this.#missing = elements.length - this.#firstOwners.size;
  }
}
