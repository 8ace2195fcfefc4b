import type { Step } from '../step.ts';
import type { AuthorizeContext } from './authorize-context.ts';
import { InvalidRequest } from './errors.ts';

/**
 * An app that names another server's FHIR base was lured here to get a token for there (SMART App Launch 2.0.0,
 * `aud`). Left out, it is not missed: OAuth clients that know nothing of SMART don't send it.
 */
export const checkAudience: Step<AuthorizeContext> = {
  name: 'check-audience',
  run({ parameters, rules, endpoint }) {
    const audience = parameters.get('aud');
    if (audience === undefined || !rules.audienceChecked) return;
    const bases = [
      `${endpoint.publicUrl}/ghp/fhir4/v1`,
      `${endpoint.publicUrl}/ghp/fhir4/providerdirectory/v1`,
    ];
    if (!bases.includes(audience.replace(/\/$/, ''))) {
      throw new InvalidRequest('aud is not a FHIR base of this server');
    }
  },
};
