/** A check that Medplum's router over its in-memory repository does not pass, each looked at by hand. */
export interface Explained {
  readonly id: string;
  readonly why: string;
  readonly clause: string;
}

const check = (name: string, why: string, clause: string): Explained => ({
  id: `fhir.${name}`,
  why: `True: ${why}`,
  clause,
});

const unknown =
  'the parameter is one of the guide, which R4 does not have; the repository finds nothing by a parameter it does not know, and does not say so.';

/** Everything that fails, of 59 practitioners and their directory. */
export const explained: readonly Explained[] = [
  check(
    'search.provider-directory-practitionerrole-by-network',
    unknown,
    'Plan-Net 1.1.0, PractitionerRole network',
  ),
  check(
    'search.provider-directory-organization-by-coverage-area',
    unknown,
    'Plan-Net 1.1.0, Organization coverage-area',
  ),
  check(
    'search.provider-directory-insuranceplan-by-coverage-area',
    unknown,
    'Plan-Net 1.1.0, InsurancePlan coverage-area',
  ),
  check(
    'search.provider-directory-insuranceplan-by-plan-type',
    unknown,
    'Plan-Net 1.1.0, InsurancePlan plan-type',
  ),
  check(
    'chain.provider-directory-practitioner-has-practitionerrole',
    'a search by _has is answered with 200 and nothing, where what cannot be processed must be refused.',
    'FHIR R4 search.html#has, #errors',
  ),
  check(
    'chain.provider-directory-location-has-healthcareservice',
    'as for Practitioner.',
    'FHIR R4 search.html#has, #errors',
  ),
  check(
    'relation.provider-directory-practitionerrole-post-equals-get',
    'of a search by POST the parameters in the URL are not looked at: what was narrowed there comes whole.',
    'FHIR R4 http.html#search',
  ),
  check(
    'relation.provider-directory-practitionerrole-parameter-name-case',
    'an unknown parameter finds nothing, in place of being ignored or refused.',
    'FHIR R4 search.html#errors',
  ),
  check(
    'relation.provider-directory-practitionerrole-sort',
    'results are cut at _count without a next link, so that the rest cannot be reached.',
    'FHIR R4 http.html#paging',
  ),
  check(
    'relation.provider-directory-practitionerrole-elements',
    'results are cut at _count without a next link, so that the rest cannot be reached.',
    'FHIR R4 http.html#paging',
  ),
  check(
    'search.provider-directory-unknown-modifier',
    'a modifier that there is not is answered with 200.',
    'FHIR R4 search.html#modifiers',
  ),
  check(
    'search.provider-directory-unknown-parameter',
    'there is no self link that could say what was used.',
    'FHIR R4 search.html#conformance',
  ),
  check(
    'bundle.provider-directory-self-link',
    'search results have no self link.',
    'FHIR R4 search.html#conformance',
  ),
  check(
    'bundle.provider-directory-full-url',
    'entries have no fullUrl.',
    'FHIR R4 bundle.html#bundle-unique',
  ),
  check(
    'bundle.provider-directory-total',
    'the total says 59, and eight can be reached: there is no next link.',
    'FHIR R4 http.html#paging',
  ),
  check(
    'bundle.provider-directory-paging-complete',
    'with _count=7 seven of 59 can be reached: there is no next link.',
    'FHIR R4 http.html#paging',
  ),
];
