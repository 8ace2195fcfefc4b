import type { Defect } from '../../mock-server/control/defect.ts';
import type { Population } from '../../mock-server/population.ts';
import type { Crossing, PortCall } from './tracer.ts';

/** What a defect changes of what a port answers: nothing, some types of resources, or something else. */
type Change = 'nothing' | 'anything' | ReadonlySet<string>;

/**
 * The names of the defects that a request of a clean run would have had to do with: a step they replace was run, a reply
 * they rewrite was sent, a port they spoil was asked for what they change.
 */
export function createTouches(defects: readonly Defect[]): (crossing: Crossing) => ReadonlySet<string> {
  const replacing = defects.filter(({ replacementOf }) => replacementOf !== undefined);
  const spoiling = defects.filter(({ ports }) => ports !== undefined);
  const byStep = new Map<object, readonly string[]>();
  const changes = new Map<Defect, Map<string, Change>>();
  const changeOf = (defect: Defect, key: string, call: PortCall): Change => {
    const known = changes.get(defect) ?? new Map<string, Change>();
    changes.set(defect, known);
    const change = known.get(key) ?? populationChange(defect, call);
    known.set(key, change);
    return change;
  };
  const spoils = (defect: Defect, crossing: Crossing) =>
    defect.ports?.clock !== undefined ||
    [...crossing.store.values()].some((call) => isMethodReplaced(defect, call)) ||
    (defect.ports?.population !== undefined &&
      [...crossing.population].some(([key, call]) => isSeen(changeOf(defect, key, call), crossing)));
  return (crossing) => {
    const names = new Set(crossing.rewrittenBy);
    for (const step of crossing.steps) {
      const known =
        byStep.get(step) ??
        replacing.filter((defect) => defect.replacementOf?.(step) !== undefined).map(({ name }) => name);
      byStep.set(step, known);
      for (const name of known) names.add(name);
    }
    for (const defect of spoiling) if (spoils(defect, crossing)) names.add(defect.name);
    return names;
  };
}

function isMethodReplaced({ ports }: Defect, { port, method }: PortCall): boolean {
  if (!ports?.store) return false;
  const decorated = ports.store(port as never);
  return Reflect.get(decorated, method) !== Reflect.get(port, method);
}

/** Makes the call of the clean and of the spoilt population, and compares by identity. */
function populationChange({ ports }: Defect, { port, method, args }: PortCall): Change {
  const clean = port as Population;
  const spoilt = ports?.population?.(clean) ?? clean;
  const [before, after] = [clean, spoilt].map((population) => {
    const call = Reflect.get(population, method) as (...args: readonly unknown[]) => unknown;
    return call.apply(population, [...args]);
  });
  if (before === after) return 'nothing';
  if (!Array.isArray(before) || !Array.isArray(after))
    return JSON.stringify(before) === JSON.stringify(after) ? 'nothing' : 'anything';
  const others = new Set(before);
  const changed = [
    ...after.filter((resource) => !others.has(resource)),
    ...before.filter((resource, at) => after[at] !== resource),
  ];
  if (changed.length === 0) return before.length === after.length ? 'nothing' : 'anything';
  return new Set(changed.map((resource) => String(resource?.resourceType)));
}

const typesSeen = new WeakMap<Crossing, ReadonlySet<string>>();

/** The types that changed are asked for, or stand in the answer. */
function isSeen(change: Change, crossing: Crossing): boolean {
  if (typeof change === 'string') return change === 'anything';
  const types = typesSeen.get(crossing) ?? typesOf(crossing);
  typesSeen.set(crossing, types);
  return !types.isDisjointFrom(change);
}

function typesOf({ request, response }: Crossing): ReadonlySet<string> {
  const served = response?.body.matchAll(/"resourceType":"(\w+)"/g) ?? [];
  return new Set([
    ...new URL(request.url).pathname.split('/'),
    ...Array.from(served, ([, type = '']) => type),
  ]);
}
