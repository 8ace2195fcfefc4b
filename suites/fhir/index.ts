import type { Suite } from '../runner/check.ts';
import { entries } from './bundle/entries.ts';
import { links } from './bundle/links.ts';
import { pages } from './bundle/pages.ts';
import { paging } from './bundle/paging.ts';
import { parametersStated } from './capability/applied.ts';
import { capability } from './capability/statement.ts';
import { chains } from './chain/rows.ts';
import { withCompanions } from './companions.ts';
import { bundles } from './conformance/bundles.ts';
import { mustSupport } from './conformance/must-support.ts';
import { categoryCodes, profileCanonicals } from './conformance/observations.ts';
import { referencesThere } from './conformance/references.ts';
import { validity } from './conformance/validity.ts';
import { httpChecks } from './http/checks.ts';
import { includes } from './include/rows.ts';
import { compartmentSearch } from './relation/compartment.ts';
import { formRelations } from './relation/forms.ts';
import { resultRelations } from './relation/results.ts';
import { setRelations } from './relation/sets.ts';
import { searchesByCombination } from './search/by-combination.ts';
import { searchesByCommon } from './search/by-common.ts';
import { searchesByParameter } from './search/by-parameter.ts';
import { observationSearches } from './search/observations.ts';
import { searchRules } from './search/rules.ts';

export const fhir: Suite = {
  name: 'fhir',
  title: 'FHIR R4: conformance, search, Bundles, HTTP',
  core: [],
  checks: [
    ...validity,
    ...mustSupport,
    ...referencesThere,
    ...bundles,
    categoryCodes,
    profileCanonicals,
    ...searchesByCommon,
    ...searchesByParameter,
    ...searchesByCombination,
    ...observationSearches,
    ...capability,
    ...parametersStated,
    ...includes,
    ...chains,
    compartmentSearch,
    ...setRelations,
    ...formRelations,
    ...resultRelations,
    ...searchRules,
    ...links,
    ...entries,
    ...paging,
    ...pages,
    ...httpChecks,
  ].map(withCompanions),
};
