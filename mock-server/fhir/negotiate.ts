import type { Step } from '../step.ts';
import type { FhirExchange } from './exchange.ts';
import { FhirError } from './outcomes.ts';

const fhirType = 'application/fhir+json';
/** What JSON can be labelled as, the preferred one first. */
const offers = [fhirType, 'application/json', 'text/json'] as const;
const releases = new Set(['4.0', '4.0.1']);

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
  return name === 'json' ? fhirType : offers.find((offer) => offer === name);
}

interface MediaRange {
  readonly name: string;
  /** 2 for a type, 1 for `application/*`, 0 for all. */
  readonly precision: number;
  readonly quality: number;
}

/**
 * The offer that is accepted most. The most precise range decides about an offer (RFC 9110 §12.5.1); of offers that
 * are accepted alike the one named more precisely, then the one named first, then FHIR's own is taken.
 */
function typeOfAccept(accept: string | undefined): string | undefined {
  if (!accept?.trim() || accept === '*/*') return fhirType;
  const ranges = accept.split(',').flatMap(parseRange);
  let best: { readonly offer: string; readonly rank: readonly number[] } | undefined;
  for (const offer of offers) {
    const range = rangeOf(offer, ranges);
    if (!range || range.quality === 0) continue;
    const rank = [range.quality, range.precision, -ranges.indexOf(range)];
    if (!best || isHigher(rank, best.rank)) best = { offer, rank };
  }
  return best?.offer;
}

function parseRange(text: string): MediaRange[] {
  const [type = '', ...parameters] = text.split(';');
  const name = type.trim().toLowerCase();
  if (!isR4(parameters)) return [];
  const precision = name === '*/*' ? 0 : name.endsWith('/*') ? 1 : 2;
  return [{ name, precision, quality: qualityOf(parameters) }];
}

function rangeOf(offer: string, ranges: readonly MediaRange[]): MediaRange | undefined {
  const wildcard = `${offer.slice(0, offer.indexOf('/'))}/*`;
  let found: MediaRange | undefined;
  for (const range of ranges) {
    if (range.name !== offer && range.name !== wildcard && range.name !== '*/*') continue;
    if (!found || range.precision > found.precision) found = range;
  }
  return found;
}

function isHigher(rank: readonly number[], than: readonly number[]): boolean {
  const at = rank.findIndex((value, index) => value !== than[index]);
  return at >= 0 && (rank[at] ?? 0) > (than[at] ?? 0);
}

/** A weight that is none accepts nothing. */
function qualityOf(parameters: readonly string[]): number {
  const quality = parameters.find((parameter) => parameter.trim().toLowerCase().startsWith('q='));
  const value = quality === undefined ? 1 : Number(quality.trim().slice(2) || Number.NaN);
  return value >= 0 && value <= 1 ? value : 0;
}

/** `fhirVersion` asks for one release (FHIR R4 http.html#version-parameter). */
function isR4(parameters: readonly string[]): boolean {
  const version = parameters.find((parameter) => parameter.trim().toLowerCase().startsWith('fhirversion='));
  return version === undefined || releases.has(version.trim().slice('fhirversion='.length));
}
