import { isAscii } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { FhirResource } from 'fhir/r4.js';
import type { Dialect } from '../context.ts';
import { type Piece, Pieces } from '../reply.ts';
import { rememberBy } from './remember.ts';

/** Serialised JSON with places for the UUID of the request that it will answer. Never write to `bytes`. */
export interface Template {
  readonly bytes: Buffer;
  /** Offsets in bytes, ascending. */
  readonly slots: readonly number[];
  /** What stands before, between and after the slots: one more than there are slots. Views of `bytes`. */
  readonly between: readonly Buffer[];
  /** The first of them as text, if it is short and of ASCII alone. */
  readonly start: string | undefined;
}

/** Copying a beginning that is no longer takes less than sending it as a piece of its own. */
const SHORT = 2048;

const uuidLength = 36;
/** Stands in the slots until they are filled; drawn at start, so no data can hold it. */
const placeholder = randomUUID();

/** The resource's JSON; `documented` carries the request in a `meta.tag` as the portal documentation shows it. */
export const serialised: Record<Dialect, (resource: FhirResource) => Template> = {
  documented: rememberBy((resource) => createTemplate(JSON.stringify(withRequestTag(resource)))),
  standard: rememberBy((resource) => createTemplate(JSON.stringify(resource))),
};

function withRequestTag(resource: FhirResource): FhirResource {
  const tag = {
    system: 'tranzform-apim-request-ns',
    code: 'user-request-id',
    display: `${placeholder}\t\t\t1`,
  };
  return { ...resource, meta: { ...resource.meta, tag: [...(resource.meta?.tag ?? []), tag] } };
}

function createTemplate(json: string): Template {
  const bytes = Buffer.from(json);
  const slots: number[] = [];
  for (let at = bytes.indexOf(placeholder); at >= 0; at = bytes.indexOf(placeholder, at + uuidLength)) {
    slots.push(at);
  }
  return cut(bytes, slots);
}

function cut(bytes: Buffer, slots: readonly number[]): Template {
  let from = 0;
  const between: Buffer[] = [];
  for (const slot of slots) {
    between.push(bytes.subarray(from, slot));
    from = slot + uuidLength;
  }
  between.push(from === 0 ? bytes : bytes.subarray(from));
  const [first = bytes] = between;
  const start = first.length <= SHORT && isAscii(first) ? first.toString('latin1') : undefined;
  return { bytes, slots, between, start };
}

/** One template out of several and the text between them. */
export function joinTemplates(parts: readonly (string | Template)[]): Template {
  const slots: number[] = [];
  const chunks: Buffer[] = [];
  let length = 0;
  for (const part of parts) {
    const chunk = typeof part === 'string' ? Buffer.from(part) : part.bytes;
    if (typeof part !== 'string') for (const slot of part.slots) slots.push(length + slot);
    chunks.push(chunk);
    length += chunk.length;
  }
  return cut(Buffer.concat(chunks, length), slots);
}

/**
 * The finished bytes for one request; but for a short beginning nothing of the template is copied.
 * @param before text to go in front
 */
export function fillTemplate({ between, start }: Template, requestId: string, before = ''): Pieces {
  const [first, ...others] = between;
  const pieces: Piece[] = before === '' ? [] : [pieceOf(before)];
  if (!first) return new Pieces(pieces);
  if (others.length === 0) return new Pieces([...pieces, first]);
  if (start === undefined) pieces.push(first, requestId);
  else if (typeof pieces[0] === 'string') pieces[0] += start + requestId;
  else pieces.push(start + requestId);
  for (const [at, other] of others.entries()) {
    if (at > 0) pieces.push(requestId);
    pieces.push(other);
  }
  return new Pieces(pieces);
}

/** Only of ASCII there are as many bytes as characters. */
function pieceOf(text: string): Piece {
  return Buffer.byteLength(text) === text.length ? text : Buffer.from(text);
}
