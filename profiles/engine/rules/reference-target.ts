import type { ElementType } from '../definition.ts';
import { isObject } from '../json-access.ts';
import { type Check, type Run, show } from '../run.ts';
import type { Engine, Rule } from './rule.ts';

const CORE = 'http://hl7.org/fhir/StructureDefinition/';
const RESTFUL = /(?:^|\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9.-]{1,64}(?:\/_history\/[A-Za-z0-9.-]{1,64})?$/;

/** What a Reference points to: types and places (R4 references.html, ElementDefinition.type.targetProfile). */
export const referenceTarget: Rule = ({ element, over, type, place, engine }) => {
  if (type !== 'Reference') return [];
  const declared = element.types.find(({ code }) => code === 'Reference');
  if (!declared) return [];
  const before = over?.types.find(({ code }) => code === 'Reference');
  return [
    ...(before?.targets.join() === declared.targets.join() ? [] : targets(declared, place, engine)),
    ...(before?.aggregation.join() === declared.aggregation.join() ? [] : aggregation(declared, place)),
  ];
};

function targets(
  { targets: allowed }: ElementType,
  place: Parameters<Run['report']>[0],
  engine: Engine,
): Check[] {
  const types = new Set(allowed.map((canonical) => typeOfTarget(canonical, engine)));
  // A target that nobody can look up, or `Resource`, admits every type.
  if (types.size === 0 || types.has(undefined) || types.has('Resource')) return [];
  const expected = `a reference to ${[...types].join(' or ')}`;
  return [
    (value, _sibling, run) => {
      if (!isObject(value)) return;
      const found = targetType(value, run);
      if (found === undefined || types.has(found)) return;
      run.report(place, {
        severity: 'error',
        code: 'value',
        kind: 'reference-target',
        expected,
        received: `${found} (${show(value.reference ?? value.type)})`,
      });
    },
  ];
}

/** The resource type that a target profile constrains. */
function typeOfTarget(canonical: string, { source }: Engine): string | undefined {
  const known = source.definition(canonical);
  if (known) return known.type;
  const name = canonical.startsWith(CORE) ? canonical.slice(CORE.length).replace(/\|.*$/, '') : '';
  return source.type(name) ? name : undefined;
}

/** From the resource itself where it can be resolved, else from the shape of the URL, else from Reference.type. */
function targetType(reference: Readonly<Record<string, unknown>>, run: Run): string | undefined {
  const url = reference.reference;
  if (typeof url === 'string') {
    const resolved = run.resolve(url)?.resourceType;
    if (typeof resolved === 'string') return resolved;
    const restful = RESTFUL.exec(url)?.[1];
    if (restful && !url.startsWith('#') && !url.startsWith('urn:')) return restful;
  }
  return typeof reference.type === 'string' ? reference.type : undefined;
}

function aggregation({ aggregation: modes }: ElementType, place: Parameters<Run['report']>[0]): Check[] {
  if (modes.length === 0) return [];
  return [
    (value, _sibling, run) => {
      if (!isObject(value) || typeof value.reference !== 'string') return;
      const contained = value.reference.startsWith('#');
      const bundled = !contained && run.bundles.length > 0 && run.resolve(value.reference) !== undefined;
      if (modes.includes(contained ? 'contained' : 'referenced') || (bundled && modes.includes('bundled'))) {
        return;
      }
      run.report(place, {
        severity: 'error',
        code: 'value',
        kind: 'reference-target',
        expected: `a reference that is ${modes.join(' or ')}`,
        received: show(value.reference),
      });
    },
  ];
}
