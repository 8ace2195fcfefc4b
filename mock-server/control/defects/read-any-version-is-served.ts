import { findResource } from '../../fhir/read.ts';
import { findVersion } from '../../fhir/vread.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const readAnyVersionIsServed: Defect = {
  name: 'read.any-version-is-served',
  summary: 'A version that there is not is answered with the current one.',
  clause: 'FHIR R4 http.html#vread',
  replacementOf: replaceStep(findVersion, (exchange) => findResource.run(exchange)),
};
