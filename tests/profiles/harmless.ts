import { isJson, type Json } from './json.ts';

const EXTENSION = { url: 'http://example.org/of-our-own', valueString: 'text' };

const extended = (owner: Json): unknown[] => [
  ...(Array.isArray(owner.extension) ? owner.extension : []),
  structuredClone(EXTENSION),
];

/** The resource with a change at every object that is neither a resource nor an extension. */
function atEachElement(value: unknown, change: (element: Json) => Json, top = true): unknown {
  if (Array.isArray(value)) return value.map((item) => atEachElement(item, change, false));
  if (!isJson(value)) return value;
  if (!top && value.resourceType !== undefined) return value;
  const below = Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      /^_?(extension|modifierExtension|contained)$/.test(key) || key.startsWith('_')
        ? item
        : atEachElement(item, change, false),
    ]),
  );
  return top ? below : change(below);
}

/** Variations that conforming servers show and that no profile forbids: a validator that rejects one is wrong. */
export const harmless: Readonly<Record<string, (resource: Json) => Json>> = {
  'an extension that nobody knows': (resource) => ({ ...resource, extension: extended(resource) }),
  'ids on all elements': (resource) => {
    let count = 0;
    return atEachElement(resource, (element) => ({ id: `e${++count}`, ...element })) as Json;
  },
  'properties in another order': (resource) =>
    Object.fromEntries([
      ['resourceType', resource.resourceType],
      ...Object.entries(resource)
        .filter(([key]) => key !== 'resourceType')
        .reverse(),
    ]),
  'an extension on a date': (resource) => {
    const date = Object.keys(resource).find((key) =>
      /^(birthDate|effectiveDateTime|created|issued|status)$/.test(key),
    );
    return date && resource[`_${date}`] === undefined
      ? { ...resource, [`_${date}`]: { extension: [structuredClone(EXTENSION)] } }
      : resource;
  },
  'a language and a tag': (resource) => ({
    ...resource,
    language: 'en-US',
    meta: {
      ...(isJson(resource.meta) ? resource.meta : {}),
      tag: [{ system: 'http://example.org/tags', code: 'a' }],
    },
  }),
  'a contained resource that is referred to': (resource) => ({
    ...resource,
    contained: [
      ...(Array.isArray(resource.contained) ? resource.contained : []),
      { resourceType: 'Basic', id: 'inside-it', code: { text: 'text' } },
    ],
    extension: [
      ...(Array.isArray(resource.extension) ? resource.extension : []),
      { url: EXTENSION.url, valueReference: { reference: '#inside-it' } },
    ],
  }),
  'a value that is absent with an extension in its list': (resource) => {
    const names = Array.isArray(resource.name) ? resource.name.filter(isJson) : [];
    const given = names[0]?.given;
    if (!Array.isArray(given) || names[0]?._given !== undefined) return resource;
    const name = {
      ...names[0],
      given: [...given, null],
      _given: [...given.map(() => null), { extension: [structuredClone(EXTENSION)] }],
    };
    return { ...resource, name: [name, ...names.slice(1)] };
  },
};
