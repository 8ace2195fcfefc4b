import type { Suite } from '../runner/check.ts';
import { entries } from './bundle/entries.ts';
import { links } from './bundle/links.ts';
import { paging } from './bundle/paging.ts';
import { bundles } from './conformance/bundles.ts';
import { categoryCodes, profileCanonicals } from './conformance/observations.ts';
import { validity } from './conformance/validity.ts';
import { httpChecks } from './http/checks.ts';
import { searchesByCombination } from './search/by-combination.ts';
import { searchesByCommon } from './search/by-common.ts';
import { searchesByParameter } from './search/by-parameter.ts';
import { observationSearches } from './search/observations.ts';
import { practitionerByName, searchRules } from './search/rules.ts';

export const fhir: Suite = {
  name: 'fhir',
  title: 'FHIR R4: conformance, search, Bundles, HTTP',
  core: [],
  checks: [
    ...validity,
    ...bundles,
    categoryCodes,
    profileCanonicals,
    ...searchesByCommon,
    ...searchesByParameter,
    ...searchesByCombination,
    ...observationSearches,
    ...searchRules,
    practitionerByName,
    ...links,
    ...entries,
    ...paging,
    ...httpChecks,
  ],
};
