import { isJson, type Json } from '../json.ts';

/** One invariant and a change that breaks it, written by hand from the invariant's text. */
export interface BrokenInvariant {
  readonly key: string;
  /** Resource types it is tried on; absent for all. */
  readonly types?: readonly string[];
  /** Present when the invariant belongs to the base types and needs no mention in the profile's own elements. */
  readonly everywhere?: true;
  readonly severity?: 'warning';
  /** Published text (part of it, on that element) that cannot fail as it is meant: then information is owed. */
  readonly cannotFail?: { readonly text: string; readonly element?: string };
  /** Also accepted instead of `invariant`, where the rule exists natively under another kind. */
  readonly or?: 'empty' | 'contained';
  /**
   * Changes a copy in place.
   *
   * @returns the place below the root that was changed, or undefined when the resource has nothing to break
   */
  readonly change: (resource: Json) => string | undefined;
}

/** The list under a name as objects, empty when there is none. */
export const list = (owner: unknown, name: string): Json[] => {
  const value = isJson(owner) ? owner[name] : undefined;
  return Array.isArray(value) ? value.filter(isJson) : [];
};

/** The object under a name. */
export const object = (owner: unknown, name: string): Json | undefined => {
  const value = isJson(owner) ? owner[name] : undefined;
  return isJson(value) ? value : undefined;
};

/** The first of a list for which the test holds. */
export const first = (
  owner: unknown,
  name: string,
  test: (item: Json) => boolean = () => true,
): Json | undefined => list(owner, name).find(test);

/** Whether a CodeableConcept holds a coding with that code. */
export const hasCode = (concept: unknown, code: string): boolean =>
  list(concept, 'coding').some((coding) => coding.code === code);

/** Takes members away; the first name is the place reported. */
export function without(owner: Json | undefined, ...names: readonly string[]): boolean {
  if (!owner || !names.some((name) => owner[name] !== undefined)) return false;
  for (const name of names) {
    delete owner[name];
    delete owner[`_${name}`];
  }
  return true;
}
