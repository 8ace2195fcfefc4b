import type { FhirResource } from 'fhir/r4.js';
import type { Definition, Definitions } from './definitions.ts';
import { type ElementNode, nodesAt } from './nodes.ts';
import type { Filter, IncludeQuery, Query, Sought } from './query.ts';
import {
  amountsOf,
  isAmount,
  isDate,
  isJson,
  isNear,
  isToken,
  listOf,
  plain,
  stretchesOf,
  stringsOf,
  textsOf,
  tokensOf,
} from './values.ts';
import type { World } from './world.ts';

/** Answers searches by looking at every resource with the official expressions: slow, and easy to believe. */
export interface Oracle {
  /** Ids of the matches, in the order of ids. */
  matches(query: Query): string[];
  /** References of what goes with a page of matches. */
  included(page: readonly FhirResource[], includes: readonly IncludeQuery[]): Set<string>;
  /** What a resource is sorted by: of several values the one that comes first; `undefined` comes last. */
  sortKey(resource: FhirResource, name: string, descending: boolean): string | number | undefined;
  /** What the parameter sees in a resource. */
  nodes(resource: FhirResource, name: string): readonly ElementNode[];
}

export function createOracle(world: World, definitions: Definitions): Oracle {
  const definitionOf = (type: string, name: string): Definition => {
    const found = definitions.parameter(type, name);
    if (!found) throw new Error(`no definition of ${type}.${name}`);
    return found;
  };
  const nodes = (resource: FhirResource, name: string) =>
    nodesAt(definitionOf(resource.resourceType, name).expression, resource);

  /** `Type/id` of what the parameter refers to here. */
  const referred = (resource: FhirResource, name: string): string[] =>
    nodes(resource, name).flatMap(({ data }) => {
      const key = localKey(data, world);
      return key === undefined ? [] : [key];
    });

  const meets = (resource: FhirResource, filter: Filter): boolean => {
    const [link, ...rest] = filter.links;
    if (!link) return answers(resource, filter);
    const inner: Filter = { ...filter, links: rest };
    if (link.kind === 'has') {
      const own = keyOf(resource);
      return world
        .ofType(link.source)
        .some((other) => referred(other, link.name).includes(own) && meets(other, inner));
    }
    return referred(resource, link.name).some((key) => {
      const other = world.find(key);
      if (!other || !link.types.includes(other.resourceType)) return false;
      const head = rest[0]?.kind === 'has' ? undefined : (rest[0]?.name ?? filter.name);
      return (
        (head === undefined || definitions.parameter(other.resourceType, head) !== undefined) &&
        meets(other, inner)
      );
    });
  };

  const answers = (resource: FhirResource, { name, modifier, values }: Filter): boolean => {
    const definition = definitionOf(resource.resourceType, name);
    const found = nodesAt(definition.expression, resource);
    const some = (test: (node: ElementNode, sought: Sought) => boolean) =>
      found.some((node) => values.some((sought) => test(node, sought)));
    const first = values[0];
    if (first?.is === 'missing') return (found.length === 0) === first.missing;
    const system = definitions.impliedSystem(definition.expression);
    const token = (node: ElementNode, sought: Sought) =>
      sought.is === 'token' &&
      tokensOf(node, system).some((value) => isToken(value, sought, definitions, name === '_id'));
    switch (modifier) {
      case 'not':
        return !some(token);
      case 'text':
        return some(
          (node, sought) =>
            sought.is === 'text' && textsOf(node).some((text) => plain(text).startsWith(plain(sought.text))),
        );
      case 'of-type':
        return some((node, sought) => sought.is === 'typed' && isTyped(node, sought, definitions));
      case 'identifier':
        return some(({ data }, sought) => {
          const identifier = isJson(data) ? data.identifier : undefined;
          return isJson(identifier) && token({ type: 'Identifier', data: identifier }, sought);
        });
      case 'exact':
        return some((node, sought) => sought.is === 'text' && stringsOf(node).includes(sought.text));
      case 'contains':
        return some(
          (node, sought) =>
            sought.is === 'text' && stringsOf(node).some((text) => plain(text).includes(plain(sought.text))),
        );
    }
    return some((node, sought) => {
      switch (sought.is) {
        case 'token':
          return token(node, sought);
        case 'text':
          if (definition.type === 'uri') return isUri(String(node.data), sought.text);
          return stringsOf(node).some((text) => plain(text).startsWith(plain(sought.text)));
        case 'date':
          return stretchesOf(node).some((stretch) => isDate(stretch, sought, world.now));
        case 'quantity':
          return amountsOf(node).some((amount) => isAmount(amount, sought));
        case 'reference':
          return isReference(node.data, sought, modifier, world);
        case 'near':
          return isNear(node, sought);
        default:
          return false;
      }
    });
  };

  const follow = (resource: FhirResource, { expands, ...include }: IncludeQuery): string[] => {
    if (expands) return expands.flatMap((one) => follow(resource, { ...include, ...one }));
    const { direction, source, name, target } = include;
    if (direction === '_include') {
      if (resource.resourceType !== source) return [];
      return referred(resource, name).filter(
        (key) => world.find(key) !== undefined && (target === undefined || key.startsWith(`${target}/`)),
      );
    }
    if (target !== undefined && target !== resource.resourceType) return [];
    const own = keyOf(resource);
    return world
      .ofType(source)
      .filter((other) => referred(other, name).includes(own))
      .map(keyOf);
  };

  const sortKeys = (resource: FhirResource, name: string, descending: boolean): (string | number)[] => {
    const { type } = definitionOf(resource.resourceType, name);
    return nodes(resource, name).flatMap((node): (string | number)[] => {
      switch (type) {
        case 'date':
          return stretchesOf(node).map(([from, until]) => (descending ? until : from));
        case 'quantity':
          return amountsOf(node).map(({ low, high }) => (descending ? high : low));
        case 'token':
          return tokensOf(node, undefined).flatMap(({ code }) => (typeof code === 'string' ? code : []));
        case 'reference':
          return isJson(node.data) && typeof node.data.reference === 'string'
            ? [node.data.reference.replace(/\/_history\/.*$/, '')]
            : [];
        default:
          return type === 'uri' ? [String(node.data)] : stringsOf(node).map(plain);
      }
    });
  };

  return {
    nodes,
    sortKey: (resource, name, descending) => {
      const keys = sortKeys(resource, name, descending);
      const ordered = keys.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      return ordered.at(descending ? -1 : 0);
    },
    matches: ({ type, filters }) =>
      world
        .ofType(type)
        .filter((resource) => filters.every((filter) => meets(resource, filter)))
        .map(({ id = '' }) => id)
        .sort(),
    included: (page, includes) => {
      const onPage = new Set(page.map(keyOf));
      const found = new Set<string>();
      let open = [...page];
      for (let round = 0; open.length > 0; round += 1) {
        const applied = includes.filter(({ iterate }) => round === 0 || iterate);
        const next = open.flatMap((resource) => applied.flatMap((include) => follow(resource, include)));
        const fresh = new Set(next.filter((key) => !onPage.has(key) && !found.has(key)));
        for (const key of fresh) found.add(key);
        open = [...fresh].flatMap((key) => world.find(key) ?? []);
      }
      return found;
    },
  };
}

export function keyOf({ resourceType, id }: FhirResource): string {
  return `${resourceType}/${id}`;
}

/** `Type/id` of a reference to a resource of this server, its version left out. */
function localKey(data: unknown, { baseUrl }: World): string | undefined {
  const text = isJson(data) && typeof data.reference === 'string' ? data.reference : '';
  const relative = text.startsWith(`${baseUrl}/`) ? text.slice(baseUrl.length + 1) : text;
  return /^([A-Z][A-Za-z]+\/[A-Za-z0-9.-]+)(\/_history\/[^/]+)?$/.exec(relative)?.[1];
}

function isReference(
  data: unknown,
  sought: Extract<Sought, { is: 'reference' }>,
  modifier: string | undefined,
  world: World,
): boolean {
  const { id, type = modifier, base } = sought;
  if (base !== undefined && base !== world.baseUrl) {
    return isJson(data) && data.reference === `${base}/${type}/${id}`;
  }
  const key = localKey(data, world);
  return key !== undefined && (type === undefined ? key.endsWith(`/${id}`) : key === `${type}/${id}`);
}

function isTyped(
  { type, data }: ElementNode,
  { system, code, value }: Extract<Sought, { is: 'typed' }>,
  definitions: Definitions,
): boolean {
  if (type !== 'Identifier' || !isJson(data) || !isJson(data.type) || typeof data.value !== 'string')
    return false;
  const codings = listOf(data.type.coding).filter(isJson);
  const isType = codings.some((coding) => isToken(coding, { system, code }, definitions));
  return isType && data.value.toLowerCase() === value.toLowerCase();
}

/** A canonical URL without a version stands for any version. */
function isUri(url: string, sought: string): boolean {
  return url === sought || url.split('|')[0] === sought;
}
