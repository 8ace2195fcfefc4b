import type { DefinitionSource } from '../../../profiles/engine/definition.ts';
import { isJson, type Json, type Steps, valueAt, withValue } from '../json.ts';
import { effectOnSlices, type Site } from '../sites.ts';
import { kindsWithSlicing, type Mutant, type Mutation } from './mutant.ts';

/** Fixed values and patterns changed, codes taken from outside a required binding. */
export const valueMutations: Mutation = function* (resource, sites, source) {
  for (const site of sites) {
    if (site.unsure) continue;
    yield* changed(resource, site);
    yield* unbound(resource, site, source);
  }
};

function* changed(resource: Json, site: Site): Iterable<Mutant> {
  const { fixed, pattern } = site.node.element;
  const wanted = fixed ?? pattern;
  if (wanted === undefined) return;
  const leaf = leafOf(wanted);
  const names = leaf.filter((step) => typeof step === 'string');
  const effect = effectOnSlices(site, names);
  if (effect === 'escapes') return;
  const own = fixed === undefined ? 'pattern' : 'fixed';
  yield {
    mutation: `${own} value changed`,
    expects: effect === 'breaks' ? [own, 'slicing', 'cardinality'] : [own],
    element: site.node.element.id,
    path: site.path,
    make: () => withValue(resource, site.steps, spoiled(structuredClone(site.value), names)),
  };
}

/** Steps to the first primitive of a pattern. */
function leafOf(pattern: unknown): Steps {
  if (Array.isArray(pattern)) return [0, ...leafOf(pattern[0])];
  if (!isJson(pattern)) return [];
  const key =
    Object.keys(pattern).find((name) => name === 'coding' || name === 'code') ?? Object.keys(pattern)[0];
  return key === undefined ? [] : [key, ...leafOf(pattern[key])];
}

/** The value with every primitive at that path (through arrays) replaced by another of its kind. */
function spoiled(value: unknown, path: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => spoiled(item, path));
  const [name, ...rest] = path;
  if (name !== undefined && isJson(value)) return { ...value, [name]: spoiled(value[name], rest) };
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  return `${typeof value === 'string' ? value.replace(/\|.*$/, '') : ''}-other`;
}

const STRANGE = 'no-such-code';

function* unbound(resource: Json, site: Site, source: DefinitionSource): Iterable<Mutant> {
  const { binding } = site.node.element;
  if (binding?.strength !== 'required') return;
  for (const { what, value, coding, below } of strangers(site)) {
    const expects = kindsWithSlicing(site, below, ['binding']);
    if (!expects) continue;
    const { answer } = source.terminology.memberOf(binding.valueSet, coding);
    if (answer === 'yes')
      throw new Error(`${binding.valueSet} is said to hold ${coding.system ?? ''} ${coding.code}`);
    yield {
      mutation: answer === 'no' ? what : `${what} that cannot be enumerated`,
      expects: answer === 'no' ? expects : ['binding'],
      ...(answer === 'no' ? {} : { severity: 'information' }),
      element: site.node.element.id,
      path: site.path,
      make: () => withValue(resource, site.steps, value),
    };
  }
}

interface Stranger {
  readonly what: string;
  readonly value: unknown;
  readonly coding: { readonly system?: string; readonly code: string };
  /** Where the value was changed, below its site. */
  readonly below: readonly string[];
}

function strangers({ type, value }: Site): Stranger[] {
  const what = 'code outside a required binding';
  if (type === 'code' || type === 'string' || type === 'uri') {
    return [{ what, value: STRANGE, coding: { code: STRANGE }, below: [] }];
  }
  const coding: unknown = type === 'Coding' ? value : valueAt(value, ['coding', 0]);
  if (!isJson(coding) || typeof coding.system !== 'string' || typeof coding.code !== 'string') return [];
  const wrap = (strange: Json): unknown =>
    isJson(value) && type !== 'Coding' ? { ...value, coding: [strange] } : strange;
  const wrapped = type === 'Coding' ? [] : ['coding'];
  if (type !== 'Coding' && type !== 'CodeableConcept') return [];
  const badCode = { system: coding.system, code: STRANGE };
  const badSystem = { system: 'http://example.org/codes', code: coding.code };
  return [
    { what, value: wrap(badCode), coding: badCode, below: [...wrapped, 'code'] },
    {
      what: 'code system outside a required binding',
      value: wrap(badSystem),
      coding: badSystem,
      below: [...wrapped, 'system'],
    },
  ];
}
