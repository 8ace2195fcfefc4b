import type { Definition, DefinitionSource } from '../../profiles/engine/definition.ts';
import type { Json } from './json.ts';
import { cardinalityMutations } from './mutations/cardinality.ts';
import { choiceMutations } from './mutations/choices.ts';
import { claimMutations } from './mutations/claims.ts';
import { extensionMutations } from './mutations/extensions.ts';
import { invariantMutations } from './mutations/invariants.ts';
import type { Mutant, Mutation } from './mutations/mutant.ts';
import { primitiveMutations } from './mutations/primitives.ts';
import { referenceMutations } from './mutations/references.ts';
import { shapeMutations } from './mutations/shape.ts';
import { valueMutations } from './mutations/values.ts';
import { sitesOf } from './sites.ts';

const mutations: readonly Mutation[] = [
  cardinalityMutations,
  valueMutations,
  choiceMutations,
  primitiveMutations,
  shapeMutations,
  referenceMutations,
  extensionMutations,
  invariantMutations,
  claimMutations,
];

/**
 * Every way to spoil a valid resource that its profile calls for, in a fixed order.
 *
 * @param seen mutations made before, by `mutation element`; each is made once per set, whatever the resource
 */
export function* mutate(
  resource: Json,
  definition: Definition,
  source: DefinitionSource,
  seen: Set<string> = new Set(),
): Iterable<Mutant> {
  const sites = sitesOf(resource, definition, source);
  for (const mutation of mutations) {
    for (const mutant of mutation(resource, sites, source)) {
      const place = mutant.oncePer ?? `${mutant.element} ${mutant.path.replaceAll(/\[\d+\]/g, '')}`;
      const key = `${mutant.mutation} ${place}`;
      if (seen.has(key)) continue;
      seen.add(key);
      yield mutant;
    }
  }
}
