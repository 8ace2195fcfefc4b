import type { Step } from '../step.ts';
import type { FhirExchange } from './exchange.ts';
import { FhirError } from './outcomes.ts';

const fhirType = 'application/fhir+json';
const specificTypes = new Set([fhirType, 'application/json', 'text/json']);
const ranges = new Set(['*/*', 'application/*']);

/** Chooses the media type of the answer: `_format` before `Accept` (FHIR R4 http.html#mime-type, #parameters). */
export const negotiate: Step<FhirExchange> = {
  name: 'negotiate',
  run: (exchange) => {
    const { query, form, headers } = exchange.request;
    const format = query.get('_format') ?? form?.get('_format');
    const type = format ? typeOfFormat(format) : typeOfAccept(headers.accept);
    if (!type) {
      const asked = format ? `_format=${format}` : `Accept: ${headers.accept}`;
      throw new FhirError(406, 'not-supported', `Only JSON is served (${fhirType}); asked was ${asked}.`);
    }
    exchange.contentType = `${type};charset=UTF-8`;
  },
};

function typeOfFormat(format: string): string | undefined {
  // An unencoded `+` in a query string arrives as a blank.
  const [type = '', ...parameters] = format.replace('fhir json', 'fhir+json').split(';');
  const name = type.trim().toLowerCase();
  if (!isR4(parameters)) return undefined;
  return name === 'json' ? fhirType : specificTypes.has(name) ? name : undefined;
}

/** The best accepted JSON type by q-value; on a tie the one named first, FHIR's own for a wildcard. */
function typeOfAccept(accept: string | undefined): string | undefined {
  if (!accept?.trim()) return fhirType;
  let best: string | undefined;
  let bestQuality = 0;
  for (const range of accept.split(',')) {
    const [type = '', ...parameters] = range.split(';');
    const name = type.trim().toLowerCase();
    const quality = qualityOf(parameters);
    if (quality <= bestQuality || !isR4(parameters)) continue;
    if (!specificTypes.has(name) && !ranges.has(name)) continue;
    best = ranges.has(name) ? fhirType : name;
    bestQuality = quality;
  }
  return best;
}

function qualityOf(parameters: readonly string[]): number {
  const quality = parameters.find((parameter) => parameter.trim().toLowerCase().startsWith('q='));
  const value = quality === undefined ? 1 : Number(quality.trim().slice(2));
  return Number.isNaN(value) ? 0 : value;
}

/** `fhirVersion` asks for one release (FHIR R4 http.html#version-parameter). */
function isR4(parameters: readonly string[]): boolean {
  const version = parameters.find((parameter) => parameter.trim().toLowerCase().startsWith('fhirversion='));
  return version === undefined || version.trim().slice('fhirversion='.length) === '4.0';
}
