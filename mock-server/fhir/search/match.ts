import type { FhirResource } from 'fhir/r4.js';
import { RecentMap, rememberBy } from '../remember.ts';
import type { Criterion, ReferenceQuery, StringMode, TokenQuery } from './criterion.ts';
import { satisfies } from './date-range.ts';
import type { Parameter, ParameterKind, ReferenceValue, StringValue, TokenValue } from './values.ts';

/**
 * The candidates that meet all criteria, in their order. The same array comes back for the same candidates and
 * criteria, so that whatever is made of it can be kept by identity.
 */
export function selectMatches(
  candidates: readonly FhirResource[],
  criteria: readonly Criterion[],
): readonly FhirResource[] {
  if (criteria.length === 0) return candidates;
  // Parameters are functions of the type searched, so names and queries say it all.
  const key = JSON.stringify(criteria);
  return recentMatches(candidates).get(key, () =>
    candidates.filter((resource) => criteria.every((criterion) => meets(resource, criterion))),
  );
}

const recentMatches = rememberBy(
  (_candidates: readonly FhirResource[]) => new RecentMap<readonly FhirResource[]>(64),
);

export function meets(resource: FhirResource, criterion: Criterion): boolean {
  switch (criterion.test) {
    case 'missing':
      return (criterion.parameter.values(resource).length === 0) === criterion.missing;
    case 'token': {
      const { parameter, alternatives, negated } = criterion;
      const exact = parameter.exact === true;
      const found = valuesOf(parameter, resource).some((value) =>
        alternatives.some((query) => isToken(value, query, exact)),
      );
      return found !== negated;
    }
    case 'string': {
      const { parameter, alternatives, mode } = criterion;
      return valuesOf(parameter, resource).some((value) =>
        alternatives.some((text) => isString(value, text, mode)),
      );
    }
    case 'date': {
      const { parameter, alternatives } = criterion;
      return valuesOf(parameter, resource).some((target) =>
        alternatives.some(({ prefix, range }) => satisfies(prefix, target, range)),
      );
    }
    case 'reference': {
      const { parameter, alternatives } = criterion;
      return valuesOf(parameter, resource).some((value) =>
        alternatives.some((query) => isReference(value, query)),
      );
    }
    case 'uri': {
      const { parameter, alternatives } = criterion;
      return valuesOf(parameter, resource).some((url) => alternatives.some((asked) => isUri(url, asked)));
    }
  }
}

type Extracted<Kind extends ParameterKind> = ReturnType<Parameter<Kind>['values']>;

/** What a parameter finds in a resource, kept as long as the resource lives. */
function valuesOf<Kind extends ParameterKind>(
  parameter: Parameter<Kind>,
  resource: FhirResource,
): Extracted<Kind> {
  let known = extracted.get(parameter);
  if (!known) {
    known = rememberBy((one: FhirResource) => parameter.values(one));
    extracted.set(parameter, known);
  }
  return known(resource) as Extracted<Kind>;
}

const extracted = new WeakMap<Parameter<ParameterKind>, (resource: FhirResource) => readonly unknown[]>();

/** `code`, `system|code`, `|code` and `system|` (FHIR R4 search.html#token). */
function isToken(value: TokenValue, { system, code }: TokenQuery, exact: boolean): boolean {
  if (system !== undefined && system !== (value.system ?? '')) return false;
  if (code === undefined) return true;
  if (value.code === undefined) return false;
  if (value.code === code) return true;
  return !exact && !isCaseSensitive(value.system) && value.code.toLowerCase() === code.toLowerCase();
}

/** HL7's own code systems and UCUM tell cases apart; in doubt a server should not (FHIR R4 search.html#token). */
function isCaseSensitive(system: string | undefined): boolean {
  if (system === undefined) return false;
  return (
    system.startsWith('http://hl7.org/fhir/') ||
    system.startsWith('http://terminology.hl7.org/') ||
    system === 'http://unitsofmeasure.org'
  );
}

function isString({ raw, folded }: StringValue, text: string, mode: StringMode): boolean {
  if (mode === 'exact') return raw === text;
  return mode === 'contains' ? folded.includes(text) : folded.startsWith(text);
}

function isReference(value: ReferenceValue, { type, id, url }: ReferenceQuery): boolean {
  if (url !== undefined) return value.url === url;
  return value.id === id && (type === undefined || value.type === type) && isRelative(value);
}

/** An absolute reference points to another server, whatever its last segments say. */
function isRelative({ url, type, id }: ReferenceValue): boolean {
  return url === `${type}/${id}`;
}

/** A canonical without version means any version (FHIR R4 references.html#canonical). */
function isUri(url: string, asked: string): boolean {
  return url === asked || (!asked.includes('|') && url.split('|')[0] === asked);
}
