import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { HttpResponse } from './http.ts';

/** Shorter bodies stay as they are: packing them would gain little. */
const SHORT = 4000;

/** Characters of longer bodies that are kept as text. */
const KEPT_AS_TEXT = 2_000_000;

/**
 * Keeps the memory that recorded bodies take within bounds, however much a target answers: the last ones stay as text,
 * those before them are packed, and unpacked whenever somebody reads them. Pages of one API are much alike, so a packed
 * body takes about a twentieth.
 */
export class KeptBodies {
  readonly #asText: HttpResponse[] = [];
  readonly #limit: number;
  #characters = 0;

  /** @param limit characters that are kept as text */
  constructor(limit: number = KEPT_AS_TEXT) {
    this.#limit = limit;
  }

  add(response: HttpResponse): void {
    if (response.body.length <= SHORT) return;
    this.#asText.push(response);
    this.#characters += response.body.length;
    while (this.#characters > this.#limit && this.#asText.length > 1) {
      const oldest = this.#asText.shift();
      if (!oldest) return;
      this.#characters -= oldest.body.length;
      pack(oldest);
    }
  }
}

/** The response stays the object it is: others may know it by that. */
function pack(response: HttpResponse): void {
  const packed = zstdCompressSync(response.body);
  Object.defineProperty(response, 'body', {
    enumerable: true,
    get: () => zstdDecompressSync(packed).toString(),
  });
}
