import type { Suite } from '../runner/check.ts';
import { bundleChecks } from './bundle/checks.ts';
import { bundles } from './conformance/bundles.ts';
import { categoryCodes, profileCanonicals } from './conformance/observations.ts';
import { shapes } from './conformance/shapes.ts';
import { httpChecks } from './http/checks.ts';
import { observationSearches } from './search/observations.ts';
import { practitionerByName, searchRules } from './search/rules.ts';

export const fhir: Suite = {
  name: 'fhir',
  title: 'FHIR R4: conformance, search, Bundles, HTTP',
  core: [],
  checks: [
    ...shapes,
    ...bundles,
    categoryCodes,
    profileCanonicals,
    ...observationSearches,
    ...searchRules,
    practitionerByName,
    ...bundleChecks,
    ...httpChecks,
  ],
};
