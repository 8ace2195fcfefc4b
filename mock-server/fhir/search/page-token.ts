import { createHmac, timingSafeEqual } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { InvalidSearch } from '../outcomes.ts';

/** Where a page sequence stands: everything that the next page needs, and whose it is. */
export interface PagePosition {
  /** Path of the base. */
  readonly base: string;
  readonly type: string;
  /** Processed parameters as a query string. */
  readonly query: string;
  /** Id of the last match served. */
  readonly after: string;
  /** The moment whose data the sequence shows, in milliseconds since the epoch. */
  readonly asOf: number;
  /** Client and patient, from `subjectOf`. */
  readonly subject: string;
  /** Seed of the population: ids of another one mean nothing. */
  readonly seed: string;
}

/** What a token has to be good for. */
export type PageClaim = Pick<PagePosition, 'base' | 'type' | 'subject' | 'seed'>;

/** Seals a position into a token of URL-safe characters (HMAC-SHA-256; readable, but not to be altered). */
export function sealPage(position: PagePosition, key: Buffer): string {
  const { base, type, query, after, asOf, subject, seed } = position;
  const payload = pack(JSON.stringify([base, type, query, after, asOf, subject, seed]));
  return `${payload}.${sign(payload, key).toString('base64url')}`;
}

/**
 * Opens a token.
 * @throws InvalidSearch when it was altered or belongs to another search, client or member: the same words for all
 */
export function openPage(token: string, claim: PageClaim, key: Buffer): PagePosition {
  const position = read(token, key);
  if (
    !position ||
    position.base !== claim.base ||
    position.type !== claim.type ||
    position.subject !== claim.subject ||
    position.seed !== claim.seed
  ) {
    throw new InvalidSearch('_page', token, 'is not a page of this search; start the search again');
  }
  return position;
}

function read(token: string, key: Buffer): PagePosition | undefined {
  const [payload = '', signature = '', ...rest] = token.split('.');
  if (rest.length > 0) return undefined;
  const expected = sign(payload, key);
  const received = Buffer.from(signature, 'base64url');
  // Base64url has several spellings of the same bytes; only ours is taken.
  if (received.toString('base64url') !== signature) return undefined;
  if (received.length !== expected.length || !timingSafeEqual(received, expected)) return undefined;
  const [base, type, query, after, asOf, subject, seed] = JSON.parse(unpack(payload));
  return { base, type, query, after, asOf, subject, seed };
}

/** What was sent as a form may be longer than a URL: it is deflated. Base64url of JSON never begins like this. */
const deflated = '~';
const longPosition = 1500;

function pack(json: string): string {
  if (json.length < longPosition) return Buffer.from(json).toString('base64url');
  return deflated + deflateRawSync(json).toString('base64url');
}

function unpack(payload: string): string {
  if (!payload.startsWith(deflated)) return Buffer.from(payload, 'base64url').toString();
  return inflateRawSync(Buffer.from(payload.slice(deflated.length), 'base64url')).toString();
}

/** The label keeps page tokens apart from whatever else the key seals. */
function sign(payload: string, key: Buffer): Buffer {
  return createHmac('sha256', key).update('fhir-page\n').update(payload).digest();
}
