import type { ProfileFinding, Validator } from '../../profiles/engine/finding.ts';
import { createValidator } from '../../profiles/engine/validator.ts';
import { tableSource } from '../../profiles/sources.ts';

let validator: Validator | undefined;

/** What makes a resource no FHIR R4; whether it is what its profiles say is not looked at. */
export function validateR4(resource: unknown): ProfileFinding[] {
  validator ??= createValidator(tableSource());
  return validator.validate(resource, { claims: false }).filter(({ severity }) => severity === 'error');
}
