import { extension, isObject, type JsonObject, objects, string, strings } from '../engine/json-access.ts';
import type { Expected, ResourceRequirements } from '../guides.ts';

const EXPECTATION = 'http://hl7.org/fhir/StructureDefinition/capabilitystatement-expectation';
const COMBINATION =
  'http://hl7.org/fhir/StructureDefinition/capabilitystatement-search-parameter-combination';

/** What a guide's CapabilityStatement asks of a server, one row per resource type. */
export function readServerRequirements(statement: JsonObject): ResourceRequirements[] {
  return objects(statement.rest).flatMap(({ resource }) => objects(resource).map(readResource));
}

function readResource(resource: JsonObject): ResourceRequirements {
  const named = (list: unknown, name: string) =>
    objects(list).map((item): Expected => [string(item[name]) ?? '', expectation(item)]);
  const combinations = objects(resource.extension)
    .filter(({ url }) => url === COMBINATION)
    .map((item) => ({
      parameters: objects(item.extension)
        .filter(({ url }) => url === 'required')
        .map(({ valueString }) => string(valueString) ?? ''),
      expectation: expectation(item),
    }));
  return {
    type: string(resource.type) ?? '',
    expectation: expectation(resource),
    interactions: named(resource.interaction, 'code'),
    parameters: named(resource.searchParam, 'name'),
    ...(combinations.length > 0 && { combinations }),
    ...(strings(resource.searchInclude).length > 0 && { includes: strings(resource.searchInclude) }),
    ...(strings(resource.searchRevInclude).length > 0 && {
      revIncludes: strings(resource.searchRevInclude),
    }),
  };
}

/** Guides that mark no expectation list what a server shall do. */
function expectation(owner: JsonObject): Expected[1] {
  const found = extension(owner, EXPECTATION);
  const code = isObject(found) ? string(found.valueCode) : undefined;
  return code === 'SHOULD' || code === 'MAY' ? code : 'SHALL';
}
