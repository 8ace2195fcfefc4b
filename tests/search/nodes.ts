import { createRequire } from 'node:module';
import type { FhirResource } from 'fhir/r4.js';
import type * as Fhirpath from 'fhirpath';

const require = createRequire(import.meta.url);
const fhirpath: typeof Fhirpath = require('fhirpath');
const model: Fhirpath.Model = require('fhirpath/fhir-context/r4');

/** What an expression leads to in a resource: FHIR data type and JSON. */
export interface ElementNode {
  readonly type: string;
  readonly data: unknown;
}

type Evaluate = (resource: FhirResource) => readonly ElementNode[];

const evaluators = new Map<string, Evaluate>();

/** Evaluates an official expression by fhirpath.js, once per resource. */
export function nodesAt(expression: string, resource: FhirResource): readonly ElementNode[] {
  let evaluate = evaluators.get(expression);
  if (!evaluate) {
    evaluate = createEvaluator(expression);
    evaluators.set(expression, evaluate);
  }
  return evaluate(resource);
}

const typed = fhirpath.compile('$this', model, { resolveInternalTypes: false });

/** For `resolve() is Patient`: the type is all that is asked. A plain object would have none. */
function resolveTypes(items: unknown[]): unknown[] {
  return items.flatMap((item) => {
    const reference: unknown = fhirpath.util.valData(item)?.reference;
    const type = /(?:^|\/)([A-Z][A-Za-z]+)\/[^/]+(?:\/_history\/[^/]+)?$/.exec(String(reference))?.[1];
    return type === undefined ? [] : typed({ resourceType: type });
  });
}

function createEvaluator(expression: string): Evaluate {
  const compiled = fhirpath.compile(expression, model, {
    resolveInternalTypes: false,
    userInvocationTable: { resolve: { fn: resolveTypes, arity: { 0: [] } } },
  });
  const known = new WeakMap<FhirResource, readonly ElementNode[]>();
  return (resource) => {
    let nodes = known.get(resource);
    if (!nodes) {
      const found: unknown[] = compiled(resource);
      const types = fhirpath.types(found);
      nodes = found.map((item, index) => ({
        type: types[index]?.replace(/^(FHIR|System)\./, '') ?? '',
        data: fhirpath.util.valData(item),
      }));
      known.set(resource, nodes);
    }
    return nodes;
  };
}
