import { createPopulation } from '../../generators/population.ts';
import type { DefinitionSource } from '../../profiles/engine/definition.ts';
import type { ProfileFinding, Validator } from '../../profiles/engine/finding.ts';
import { loadGuides, packagesMissing } from './guides.ts';
import { isJson, type Json } from './json.ts';
import { mutate } from './mutate.ts';
import type { Mutant } from './mutations/mutant.ts';

const AS_OF = Date.parse('2026-06-30T12:00:00Z');
const PER_PROFILE = 5;

/** A resource that should be sound, and the profile that it claims. */
export interface Sound {
  readonly origin: string;
  readonly resource: Json;
  readonly profile: string;
}

/** Resources of the generator: some for each profile that the documented members' data and the directory claim. */
export function generated(): Sound[] {
  const population = createPopulation({ seed: 'mutants', members: 12 });
  const resources = [
    ...population.personas().flatMap(({ patientId }) => population.compartment(patientId, AS_OF)),
    ...population.directory(AS_OF).slice(0, 200),
  ];
  const taken = new Map<string, number>();
  return resources.flatMap((resource) =>
    (resource.meta?.profile ?? []).flatMap((profile) => {
      const count = (taken.get(profile) ?? 0) + 1;
      taken.set(profile, count);
      const copy: unknown = structuredClone(resource);
      if (count > PER_PROFILE || !isJson(copy)) return [];
      return [{ origin: `generated ${resource.resourceType}/${resource.id}`, resource: copy, profile }];
    }),
  );
}

/** The official examples by each profile they claim; none where the packages are missing. */
export async function official(): Promise<Sound[]> {
  const guides = packagesMissing ? [] : await loadGuides();
  return guides.flatMap(({ examples }) =>
    examples.flatMap(({ guide, name, resource, profiles }) =>
      profiles.map((profile) => ({ origin: `${guide} ${name}`, resource, profile })),
    ),
  );
}

/** Judges by one profile, or by what the resource itself claims. */
export const judge = (by: Validator, resource: Json, profile: string, claims = false): ProfileFinding[] =>
  by.validate(resource, { profiles: claims ? [] : [profile], claims });

/** A mutant with the resource it comes from and the findings which that one had. */
export interface Trial {
  readonly sound: Sound;
  readonly mutant: Mutant;
  readonly before: readonly ProfileFinding[];
}

/** Every mutant of every resource that the validator accepts; an explained rejection of an example is left out. */
export function* trials(
  sounds: readonly Sound[],
  source: DefinitionSource,
  validator: Validator,
): Iterable<Trial> {
  const made = new Map<string, Set<string>>();
  for (const sound of sounds) {
    const definition = source.definition(sound.profile);
    if (!definition) throw new Error(`${sound.profile} is not among the definitions`);
    const before = judge(validator, sound.resource, sound.profile);
    if (before.some(({ severity }) => severity === 'error')) continue;
    const seen = made.get(sound.profile) ?? new Set<string>();
    made.set(sound.profile, seen);
    for (const mutant of mutate(sound.resource, definition, source, seen)) yield { sound, mutant, before };
  }
}
