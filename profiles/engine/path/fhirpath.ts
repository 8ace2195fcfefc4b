import { createRequire } from 'node:module';
import type * as Fhirpath from 'fhirpath';
import type { JsonObject } from '../json-access.ts';
import type { Run } from '../run.ts';
import type { Collection } from './values.ts';

const require = createRequire(import.meta.url);

interface Library {
  readonly fhirpath: typeof Fhirpath;
  readonly model: Fhirpath.Model;
}

let library: Library | undefined;

/** fhirpath.js takes 0.1 s to load, and most resources never need it. */
function load(): Library {
  library ??= { fhirpath: require('fhirpath'), model: require('fhirpath/fhir-context/r4') };
  return library;
}

export interface Hooks {
  readonly memberOf: (items: Collection, valueSet: string) => Collection;
}

/**
 * Compiles an expression with fhirpath.js.
 *
 * @param base type or element path of the focus, such as `Period` or `Observation.component`
 * @throws Error for an expression that is no FHIRPath
 */
export function compileWithLibrary(
  base: string,
  expression: string,
  { memberOf }: Hooks,
): (focus: unknown, run: Run) => Collection {
  const { fhirpath, model } = load();
  let current: Run | undefined;
  // A plain object that a function of ours gives back has no FHIR type, and "is Practitioner" would be false for it.
  const typed = fhirpath.compile('$this', model, { resolveInternalTypes: false });
  const evaluate = fhirpath.compile({ base, expression }, model, {
    traceFn: () => {},
    userInvocationTable: {
      memberOf: {
        fn: (items: Collection, valueSet: string) => [...memberOf(items, valueSet)],
        arity: { 1: ['String'] },
      },
      resolve: {
        fn: (items: Collection) => resolveAll(items, current).flatMap((resource) => typed(resource)),
        arity: { 0: [] },
      },
    },
  });
  return (focus, run) => {
    current = run;
    const result: unknown = evaluate(focus, {
      resource: run.resource,
      rootResource: run.root,
      context: focus,
      ucum: 'http://unitsofmeasure.org',
    });
    return Array.isArray(result) ? result : [result];
  };
}

function resolveAll(items: Collection, run: Run | undefined): JsonObject[] {
  return items.flatMap((item) => {
    const url = typeof item === 'object' && item !== null && 'reference' in item ? item.reference : item;
    const found = typeof url === 'string' ? run?.resolve(url) : undefined;
    return found ? [found] : [];
  });
}
