import { isJson } from '../json.ts';
import type { Mutation } from './mutant.ts';

const CORE = 'http://hl7.org/fhir/us/core/StructureDefinition/';

/** Claims of `meta.profile` that cannot be true (resource.html#Meta). */
export const claimMutations: Mutation = function* (resource, [root]) {
  if (!root) return;
  const meta = isJson(resource.meta) ? resource.meta : {};
  const other = root.node.definition.type === 'Device' ? 'us-core-patient' : 'us-core-implantable-device';
  const place = { element: root.node.element.id, path: `${root.path}.meta.profile` };
  yield {
    mutation: 'claim to a profile of another type',
    expects: ['profile-claim'],
    ...place,
    claims: true,
    make: () => ({ ...structuredClone(resource), meta: { ...meta, profile: [`${CORE}${other}`] } }),
  };
  yield {
    mutation: 'claim to a profile that nobody knows',
    expects: ['profile-claim'],
    severity: 'information',
    ...place,
    claims: true,
    make: () => ({
      ...structuredClone(resource),
      meta: { ...meta, profile: ['http://example.org/no-such-profile'] },
    }),
  };
};
