import { randomUUID } from 'node:crypto';
import type { Dialect } from '../context.ts';
import type { Pieces } from '../reply.ts';
import { fillTemplate, joinTemplates, serialised, type Template } from './template.ts';
import type { Version } from './versions.ts';

export interface HistoryLink {
  readonly relation: 'self' | 'next';
  readonly url: string;
}

export interface HistoryPage {
  /** When it was asked for, in milliseconds since the epoch. */
  readonly at: number;
  /** Versions on all pages. */
  readonly total: number;
  readonly links: readonly HistoryLink[];
  readonly page: readonly Version[];
  /** Absolute URL of the base. */
  readonly baseUrl: string;
}

/** The JSON of a history Bundle (FHIR R4 bundle.html#history): each entry tells what made the version. */
export function renderHistory(history: HistoryPage, dialect: Dialect, requestId: string): Buffer | Pieces {
  const { at, total, links, page, baseUrl } = history;
  const meta = { lastUpdated: new Date(at).toISOString() };
  const start = JSON.stringify({
    resourceType: 'Bundle',
    id: randomUUID(),
    meta,
    type: 'history',
    total,
    link: links,
  });
  if (page.length === 0) return Buffer.from(start);
  const parts = page.flatMap((version, index) => [
    index === 0 ? '' : ',',
    ...entry(version, baseUrl, dialect),
  ]);
  return fillTemplate(joinTemplates([...parts, ']}']), requestId, `${start.slice(0, -1)},"entry":[`);
}

function entry(version: Version, baseUrl: string, dialect: Dialect): (string | Template)[] {
  const { reference, resource } = version;
  const made = JSON.stringify(interactionOf(version)).slice(1);
  // Entries without content have no fullUrl, which must be unique with the version (FHIR R4 bundle.html, bdl-7).
  if (!resource) return [`{${made}`];
  const fullUrl = JSON.stringify(`${baseUrl}/${reference}`);
  return [`{"fullUrl":${fullUrl},"resource":`, serialised[dialect](resource), `,${made}`];
}

function interactionOf({ reference, versionId, since, resource }: Version) {
  const response = { etag: `W/"${versionId}"`, lastModified: new Date(since).toISOString() };
  if (!resource) {
    return {
      request: { method: 'DELETE', url: reference },
      response: { status: '204 No Content', ...response },
    };
  }
  if (versionId === '1') {
    const [type] = reference.split('/');
    return { request: { method: 'POST', url: type }, response: { status: '201 Created', ...response } };
  }
  return { request: { method: 'PUT', url: reference }, response: { status: '200 OK', ...response } };
}
