import { isObject, objects } from '../json-access.ts';
import { type Check, type Place, show } from '../run.ts';
import { sourceOf, type TreeNode } from '../tree.ts';
import type { Engine } from './rule.ts';

/** The element that carries an extension, as its base definition knows it. */
export interface ExtensionHost {
  /** `Patient`, `Patient.birthDate`, `HumanName.family`. */
  readonly path: string;
  readonly type: string;
}

/**
 * Judges each extension by the definition that its url names (R4 extensibility.html): its content, where it stands,
 * whether it modifies. One without a known definition is allowed in `extension`, never in `modifierExtension`.
 */
export function extensionRule(host: ExtensionHost, modifying: boolean, place: Place, engine: Engine): Check {
  const ancestors = lineage(host.type, engine);
  return (value, _sibling, run) => {
    if (!isObject(value) || typeof value.url !== 'string') return;
    const { url } = value;
    const tree = engine.trees.ofProfile(url);
    if (tree?.definition.type !== 'Extension') {
      if (isAbsolute(url)) run.report(place, unknownExtension(url, modifying));
      else if (host.type !== 'Extension') run.report(place, relativeUrl(url));
      return;
    }
    engine.profile(url)?.(value, run);
    const own: Place = { profile: sourceOf(tree), element: tree.element.id };
    const misplaced = tree.definition.context && !standsRightly(tree, host, ancestors, run.extensions);
    if (misplaced) {
      run.report(own, {
        severity: 'error',
        code: 'extension',
        kind: 'extension',
        key: url,
        expected: `this extension on ${tree.definition.context?.map(({ expression }) => expression).join(' or ')}`,
        received: `it on ${host.path}`,
      });
    }
    if (tree.element.isModifier !== modifying) {
      run.report(own, {
        severity: 'error',
        code: 'extension',
        kind: 'extension',
        key: url,
        expected: `this extension in ${modifying ? 'extension' : 'modifierExtension'}`,
        received: modifying ? 'modifierExtension' : 'extension',
      });
    }
    const parts = partsOf(tree);
    for (const [index, part] of objects(value.extension).entries()) {
      if (typeof part.url !== 'string' || isAbsolute(part.url) || parts.has(part.url)) continue;
      run.report(own, { ...relativeUrl(part.url, [...parts]), below: `.extension[${index}]` });
    }
  };
}

const isAbsolute = (url: string): boolean => url.includes(':');

const unknownExtension = (url: string, modifying: boolean) =>
  ({
    severity: modifying ? 'error' : 'information',
    code: modifying ? 'extension' : 'informational',
    kind: 'extension',
    key: url,
    expected: modifying
      ? 'a modifier extension with a known definition'
      : 'an extension with a known definition',
    received: url,
  }) as const;

const relativeUrl = (url: string, parts?: readonly string[]) =>
  ({
    severity: 'error',
    code: 'extension',
    kind: 'extension',
    key: url,
    expected: parts ? `one of the parts ${parts.join(', ')}, or an absolute url` : 'an absolute url',
    received: show(url),
  }) as const;

/** The urls of the parts that a complex extension defines. */
function partsOf(tree: TreeNode): Set<string> {
  const urls = new Set<string>();
  for (const slice of tree.children.get('extension')?.slices ?? []) {
    const url = slice.children.get('url')?.element.fixed;
    if (typeof url === 'string') urls.add(url);
  }
  return urls;
}

/** A type and what it specializes, such as `Patient`, `DomainResource`, `Resource`. */
function lineage(type: string, { source }: Engine): Set<string> {
  const names = new Set<string>([type]);
  let definition = source.type(type);
  while (definition?.base) {
    const name = definition.base.slice(definition.base.lastIndexOf('/') + 1);
    if (names.has(name)) break;
    names.add(name);
    definition = source.type(name);
  }
  // R4 reads Element as anything, resources included: Plan-Net declares it for extensions of resources.
  names.add('Element');
  return names;
}

/** R4 defining-extensions.html#context; a `fhirpath` context is left to whoever evaluates it. */
function standsRightly(
  { definition }: TreeNode,
  host: ExtensionHost,
  ancestors: ReadonlySet<string>,
  around: readonly string[],
): boolean {
  const last = host.path.slice(host.path.lastIndexOf('.'));
  return (definition.context ?? []).some(({ type, expression }) => {
    if (type === 'fhirpath') return true;
    if (type === 'extension') return around.at(-1) === expression.replace(/#.*$/, '');
    if (ancestors.has(expression) || expression === host.path || expression === '*') return true;
    // `Patient.name.family` seen from the data type is `HumanName.family`.
    return !expression.startsWith('http') && expression.split('.').length > 2 && expression.endsWith(last);
  });
}
