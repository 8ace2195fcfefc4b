import { randomUUID } from 'node:crypto';
import type { FhirResource, OperationOutcomeIssue } from 'fhir/r4.js';
import type { Dialect } from '../../context.ts';
import type { Pieces } from '../../reply.ts';
import { rememberBy } from '../remember.ts';
import { fillTemplate, joinTemplates, serialised, type Template } from '../template.ts';

export interface BundleEntry {
  readonly fullUrl: string;
  readonly resource: FhirResource;
  readonly mode: 'match' | 'include';
}

export interface BundleLink {
  readonly relation: 'self' | 'next';
  readonly url: string;
}

export interface Searchset {
  /** Moment of the search, in milliseconds since the epoch. */
  readonly searchedAt: number;
  /** Of the matches; `undefined` where it was not asked for. */
  readonly total: number | undefined;
  readonly links: readonly BundleLink[];
  /** Serialised once per array: pass the same array for the same entries. */
  readonly entries: readonly BundleEntry[];
  /** What the client should know about the result; told in an outcome entry. */
  readonly notices: readonly OperationOutcomeIssue[];
}

/**
 * The JSON of a searchset Bundle (FHIR R4 bundle.html#searchset). `entry` is absent when there is none: FHIR has no
 * empty arrays.
 */
export function renderSearchset(set: Searchset, dialect: Dialect, requestId: string): Buffer | Pieces {
  const meta = { lastUpdated: new Date(set.searchedAt).toISOString() };
  const { total, links, notices } = set;
  const start = { resourceType: 'Bundle', id: randomUUID(), meta, type: 'searchset', total };
  const outcome = notices.length === 0 ? '' : JSON.stringify(outcomeEntry(notices));
  let before = JSON.stringify(links.length === 0 ? start : { ...start, link: links }).slice(0, -1);
  if (set.entries.length === 0) {
    return Buffer.from(outcome === '' ? `${before}}` : `${before},"entry":[${outcome}]}`);
  }
  before += outcome === '' ? ',"entry":[' : `,"entry":[${outcome},`;
  return fillTemplate(entryTemplates[dialect](set.entries), requestId, before);
}

/** The entries up to the end of the Bundle. */
const entryTemplates: Record<Dialect, (entries: readonly BundleEntry[]) => Template> = {
  documented: rememberBy((entries) => joinEntries(entries, 'documented')),
  standard: rememberBy((entries) => joinEntries(entries, 'standard')),
};

function joinEntries(entries: readonly BundleEntry[], dialect: Dialect): Template {
  const parts: (string | Template)[] = [];
  let between = '';
  for (const { fullUrl, resource, mode } of entries) {
    parts.push(`${between}{"fullUrl":${JSON.stringify(fullUrl)},"resource":`, serialised[dialect](resource));
    between = `,"search":{"mode":"${mode}"}},`;
  }
  parts.push(`${between.slice(0, -1)}]}`);
  return joinTemplates(parts);
}

function outcomeEntry(issue: readonly OperationOutcomeIssue[]) {
  return { resource: { resourceType: 'OperationOutcome', issue }, search: { mode: 'outcome' } };
}

/** The server tells what it did not understand; an error would fail the search (FHIR R4 search.html#errors). */
export function ignoredNotice(ignored: readonly string[]): OperationOutcomeIssue {
  const names = ignored.map((name) => `"${name}"`).join(', ');
  const diagnostics = `Not known here and left out of the search: ${names}.`;
  return { severity: 'warning', code: 'not-supported', diagnostics };
}

/** Includes were cut off. */
export function incompleteNotice(most: number): OperationOutcomeIssue {
  const diagnostics = `More is to be included than goes on a page: only the first ${most} are; ask for fewer matches.`;
  return { severity: 'warning', code: 'incomplete', diagnostics };
}
