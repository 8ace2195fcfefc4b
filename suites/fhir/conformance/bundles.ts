import { type Check, fhir } from '../../runner/check.ts';
import { type Api, allOf, apis } from '../api.ts';
import { label } from '../per-api.ts';
import { validator } from './judge.ts';

/** In place of the resources, of which invariants of the Bundle ask only that they are there. */
const STAND_IN = { resourceType: 'Basic', code: { text: 'left out' } };

/** Search results without their entries' resources, which have checks of their own. */
function bundlesOf(api: Api): Check {
  return {
    id: `fhir.conformance.${api.name}-bundle`,
    title: `Search results of the ${label(api)} API are valid Bundles`,
    level: 'SHALL',
    requirements: ['GEN-1', api.name === 'patient-access' ? 'OBS-1' : 'DIR-2'],
    clauses: [fhir('bundle.html'), fhir('http.html#search')],
    why: 'Every search result is a Bundle: when it is broken, nothing can be read.',
    fix: 'Validate search results against the R4 Bundle.',
    detects: ['bundle.unknown-property'],
    needs: api.needs,
    async run(t) {
      const harvest = await allOf(t, api, api.sample);
      for (const { bundle, exchange } of harvest.pages) {
        const entry = bundle.entry?.map((one) => (one.resource ? { ...one, resource: STAND_IN } : one));
        const findings = validator()
          .validate(entry ? { ...bundle, entry } : bundle)
          .filter(({ severity }) => severity === 'error');
        t.expect({
          ok: findings.length === 0,
          what: `result of ${api.sample}`,
          expected: 'a valid Bundle',
          received: findings.map(({ path, message }) => `${path}: ${message}`).join('; ') || 'a valid Bundle',
          evidence: [exchange],
        });
      }
    },
  };
}

export const bundles: readonly Check[] = apis.map(bundlesOf);
