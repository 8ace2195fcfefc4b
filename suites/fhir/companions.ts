import type { Check } from '../runner/check.ts';

/** Why checks meet a fault that others name, then the checks: ids, in which `*` stands for anything. */
type Meeting = readonly [why: string, ...checks: readonly string[]];

const invalidBundle = 'every Bundle is judged as a whole too';
const fullUrlIsRead = 'and each fullUrl is read';
const outage = 'an answer of the server’s own fault counts against its availability';

/**
 * Faults that show in more places than the checks that name them look at. A full proof holds the table: what is here has
 * been seen there, and nothing else alarms.
 */
const meetings: Readonly<Record<string, Meeting>> = {
  'bearer.any-token-accepted': [
    'a page link is followed with a token that is not good',
    'fhir.bundle.*-page-after-refresh',
  ],
  'bearer.cacheable': ['what a cache may keep is looked at in every answer', 'fhir.http.*-not-cached'],
  'bearer.consented-type-refused': [
    'the type that is refused is searched, read, and referred to by reports',
    'fhir.references.*-diagnosticreport',
    'fhir.search.*-unknown-parameter',
    'fhir.http.*-unknown-id',
  ],
  'bearer.malformed-crashes': [outage, 'operations.availability.*'],
  'bundle.entries-with-request': [invalidBundle, 'fhir.conformance.*-bundle'],
  'bundle.full-url-of-the-search': [
    `${invalidBundle}, ${fullUrlIsRead}`,
    'fhir.conformance.*-bundle',
    'fhir.bundle.*-full-url-resolves',
  ],
  'bundle.full-url-with-version': [
    `${invalidBundle}, ${fullUrlIsRead}`,
    'fhir.conformance.*-bundle',
    'fhir.bundle.*-full-url-resolves',
  ],
  'bundle.mode-missing': [
    'what goes with a page, and outcomes, are told by their mode',
    'fhir.include.*',
    'fhir.bundle.*-outcomes-are-no-errors',
  ],
  'bundle.relation-invented': ['each link is followed', 'fhir.bundle.*-page-links-usable'],
  'bundle.self-link-drops-parameters': [
    'a filter that the server adds is told by the self link',
    'fhir.search.implied-patient',
  ],
  'bundle.self-link-echoes-everything': [
    'a parameter in another case is told by the self link',
    'fhir.relation.*-parameter-name-case',
  ],
  'bundle.self-link-missing': [
    'what was applied is told by the self link',
    'fhir.search.implied-patient',
    'fhir.search.*-unknown-parameter',
  ],
  'bundle.total-counts-the-page': ['counts are compared with total', 'fhir.relation.*-counts-agree'],
  'bundle.type-collection': [
    `${invalidBundle}, those of histories with them`,
    'fhir.conformance.*-bundle',
    'fhir.http.*-history',
  ],
  'consent.ticks-ignored': [
    'what was not ticked is asked for by every route',
    'patient-access.consent.limits-every-route',
  ],
  'data.adjudicated-twice': ['a slice that may be there once is there twice', 'fhir.conformance.*'],
  'data.category-code-invented': ['the category is bound to its value set', 'fhir.conformance.*-observation'],
  'data.claim-names-no-coverage': [
    'what is left leads to nothing',
    'fhir.references.*-explanationofbenefit',
    'patient-access.claims.references-lead-somewhere',
  ],
  'data.claim-provider-not-served': [
    'the profile asks for a provider, and each reference is read',
    'fhir.conformance.*-explanationofbenefit',
    'fhir.references.*-explanationofbenefit',
  ],
  'data.mandatory-element-missing': [
    'the element must be supported, and is searched by',
    'fhir.must-support.*',
    'fhir.search.*-by-service-start-date',
  ],
  'data.must-support-never-filled': [
    'some of the elements are mandatory, searched by, or what members look for',
    'fhir.conformance.*',
    'fhir.search.*-by-service-start-date',
    'provider-directory.content.contact',
  ],
  'data.profile-not-claimed': [
    'versions of profiles and the documented profile are read from the claim',
    'patient-access.claims.profile-versions',
    'provider-directory.practitioner.documented-members',
  ],
  'data.profile-without-version': ['the profile is fixed with its version', 'fhir.conformance.*'],
  'data.reference-dangling': [
    'the coverage and the provider of claims are read',
    'patient-access.claims.within-coverage',
    'patient-access.claims.references-lead-somewhere',
  ],
  'data.utf8-read-as-latin1': ['names with letters beyond ASCII are searched by', 'fhir.search.*-by-*'],
  'directory.member-token-crashes': [outage, 'operations.availability.*'],
  'directory.npi-missing': [
    'the NPI is mandatory, and must be supported',
    'fhir.conformance.*-practitioner',
    'fhir.must-support.*-practitioner',
  ],
  'directory.phones-missing': ['telecom must be supported', 'fhir.must-support.*-practitionerrole'],
  'directory.serves-member-data': [
    'a type is served that nothing advertises',
    'fhir.capability.*-nothing-beside',
  ],
  'http.accept-compared-as-text': ['_format is sent beside an Accept of any type', 'fhir.http.*-format'],
  'http.content-type-html': [
    'what was agreed on is told by the media type',
    'fhir.http.*-accept',
    'fhir.http.*-format',
  ],
  'http.errors-are-pages': [
    'whoever provokes an error reads its OperationOutcome',
    'fhir.search.*-malformed-date',
    'fhir.search.*-unknown-modifier',
    'fhir.http.*-unknown-id',
    'fhir.http.*-unknown-type',
    'fhir.http.*-strict-handling',
    'fhir.http.*-malformed-prefix',
  ],
  'http.long-query-is-500': [outage, 'operations.availability.*'],
  'http.traversal-is-500': [outage, 'operations.availability.*'],
  'http.write-is-500': [outage, 'operations.availability.*'],
  'include.marked-as-match': ['resources that were not asked for count as matches', 'fhir.include.*'],
  'isolation.id-search-not-restricted': [
    'searches of Patient name the member by _id: where nothing matches, the record comes all the same',
    'fhir.search.*-patient-by-*',
    'fhir.capability.*-patient-parameters',
    'fhir.chain.*-patient-has-*',
    'patient-access.isolation.include',
  ],
  'isolation.patient-not-compared': ['the same search is made by POST', 'patient-access.isolation.post-body'],
  'isolation.read-not-restricted': [
    'what is served to strangers need not be guessed at',
    'patient-access.isolation.no-oracle',
  ],
  'metadata.type-left-out': ['the capabilities of the type are read from there', 'fhir.capability.*-lists'],
  'paging.count-ignored': ['a _count of 0 is one of them', 'fhir.bundle.*-count-zero'],
  'paging.first-page-repeats': [
    'sorted and cut searches go over several pages, and each page is counted',
    'fhir.relation.*-sort',
    'fhir.relation.*-elements',
    'fhir.bundle.*-total',
    'fhir.bundle.*-page-links-usable',
  ],
  'paging.last-entry-lost': [
    'sorted and cut searches go over several pages, and each page is counted',
    'fhir.relation.*-sort',
    'fhir.relation.*-elements',
    'fhir.bundle.*-total',
  ],
  'paging.link-half-encoded': ['a page link is followed', 'fhir.bundle.*-page-after-refresh'],
  'read.any-tag-is-304': ['the tag goes before the date', 'fhir.http.*-if-modified-since'],
  'read.other-version': [
    'versions and history are compared with a read, and each fullUrl is read',
    'fhir.http.*-vread',
    'fhir.http.*-history',
    'fhir.bundle.*-full-url-resolves',
  ],
  'read.unknown-id-is-200': [
    'an address in another case is one of an unknown id',
    'fhir.http.*-address-case',
  ],
  'read.unknown-type-is-empty': [
    'an address in another case is one of an unknown type',
    'fhir.http.*-address-case',
  ],
  'search.bare-code-needs-a-system': [
    'codes of elements that have no system of their own are searched by',
    'fhir.search.*-by-*',
  ],
  'search.category-ignored': [
    'it is advertised, and combined with others',
    'fhir.capability.*-parameters',
    'fhir.search.*-by-category-and-*',
  ],
  'search.code-loses-a-match': [
    'code is combined with dates, and with other codes',
    'fhir.search.*-by-code-and-date',
    'fhir.relation.*-or-unites',
  ],
  'search.date-boundary-excluded': [
    'all dates are searched by with these prefixes, alone and in combination',
    'fhir.search.*-date',
    'fhir.relation.*-prefix-lattice',
  ],
  'search.date-equals-by-start': [
    'all dates are searched by with this prefix, alone and in combination',
    'fhir.search.*-by-*',
    'fhir.search.observation-date-*',
    'fhir.relation.*-date-partition',
  ],
  'search.date-prefix-ignored': [
    'all dates are searched by, alone, in combination, and over pages',
    'fhir.search.*-by-*',
    'fhir.capability.*-parameters',
    'fhir.relation.*-prefix-lattice',
    'fhir.relation.*-impossible-query',
    'fhir.bundle.*-filters-survive',
  ],
  'search.every-other-loses-one': [
    'which of the requests go to the server that lags depends on how many were made before',
    'fhir.search.*',
    'fhir.chain.*',
    'fhir.relation.*',
    'fhir.bundle.*',
  ],
  'search.first-repetition-only': ['code repeats', 'fhir.search.*-by-code'],
  'search.id-finds-nothing': ['what goes with a resource is asked for by its id', 'fhir.include.*'],
  'search.index-lags': [
    'every search of several parameters, or through a reference, asks the index',
    'fhir.search.*',
    'fhir.chain.*',
    'fhir.relation.*',
  ],
  'search.last-parameter-first': [
    'whoever combines parameters finds what the last alone finds',
    'fhir.search.*-by-*-and-*',
    'fhir.relation.*-and-narrows',
    'fhir.relation.*-post-equals-get',
  ],
  'search.last-updated-ignored': [
    'it is one of the dates that relations and pages are tried with',
    'fhir.relation.*-prefix-lattice',
    'fhir.relation.*-impossible-query',
    'fhir.bundle.*-filters-survive',
  ],
  'search.name-case-sensitive': [
    'names are searched by in capitals, alone and in combination',
    'fhir.search.*-name',
  ],
  'search.parameters-ignored': [
    'every search but those of a whole type finds too much',
    'fhir.search.*',
    'fhir.include.*',
    'fhir.chain.*',
    'fhir.relation.*',
    'fhir.bundle.*-filters-survive',
  ],
  'search.parameters-united': [
    'whoever combines parameters finds too much',
    'fhir.search.*-by-*-and-*',
    'fhir.search.observation-date-*',
  ],
  'search.post-body-ignored': [
    'a form that is read is compared with one that is not',
    'fhir.http.*-body-type',
  ],
  'search.second-parameter-dropped': [
    'whoever combines parameters finds too much',
    'fhir.search.observation-date-*',
    'fhir.relation.*-and-narrows',
    'fhir.relation.*-post-equals-get',
    'fhir.relation.*-encoding',
  ],
  'search.since-by-days': ['_lastUpdated is that search', 'fhir.search.*-by-lastupdated'],
  'search.summary-count-of-the-page': ['the count is compared with the pages', 'fhir.bundle.*-total'],
  'search.type-modifier-finds-nothing': ['_has names the type of what refers', 'fhir.chain.*-has-*'],
};

const patterns = Object.entries(meetings).map(([defect, [, ...checks]]) => ({
  defect,
  expected: checks.map((check) => patternOf(check)),
}));

function patternOf(check: string): RegExp {
  return new RegExp(`^${check.replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
}

/**
 * Faults beside those it names that may fail a check.
 * @param id of the check, `suite.group.name`
 */
export function companionsOf(id: string): readonly string[] {
  return patterns
    .filter(({ expected }) => expected.some((pattern) => pattern.test(id)))
    .map(({ defect }) => defect);
}

/** A check with the faults that may fail it beside those it names. */
export function withCompanions(check: Check): Check {
  return { ...check, companionOf: [...(check.companionOf ?? []), ...companionsOf(check.id)] };
}

/** By defect, the checks that are expected to meet it, as in the table. */
export function expectedMeetings(): ReadonlyMap<string, readonly RegExp[]> {
  return new Map(patterns.map(({ defect, expected }) => [defect, expected]));
}
