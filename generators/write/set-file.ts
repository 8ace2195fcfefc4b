import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { IdCodec } from '../ids.ts';
import { referencesIn } from './layout.ts';
import type { FileEntry } from './manifest.ts';
import type { Group, Problems } from './reference-group.ts';
import { splitLines } from './split-lines.ts';

interface ReadLine {
  readonly number: number;
  readonly text: string;
  readonly resources: readonly { readonly resourceType: string; readonly id: string }[];
  /** Position of the member; `undefined` when the ids do not say. */
  readonly owner: number | undefined;
}

/** One file of the set, read line by line. */
export class SetFile {
  bytes = 0;
  resources = 0;
  readonly #entry: FileEntry;
  readonly #codec: IdCodec;
  readonly #problems: Problems;
  readonly #hash = createHash('sha256');
  readonly #lines: AsyncGenerator<string>;
  #count = 0;
  #next: ReadLine | undefined;

  constructor(directory: string, entry: FileEntry, codec: IdCodec, problems: Problems) {
    this.#entry = entry;
    this.#codec = codec;
    this.#problems = problems;
    this.#lines = splitLines(createReadStream(join(directory, entry.name)), (chunk) => {
      this.#hash.update(chunk);
      this.bytes += chunk.length;
    });
  }

  start(): Promise<void> {
    return this.#advance();
  }

  async takeDirectory(group: Group): Promise<void> {
    while (this.#next && this.#next.number <= this.#entry.directoryLines) await this.#give(this.#next, group);
  }

  /** Hands over what is the member's; lines of members before it are out of place. */
  async take(index: number, group: Group): Promise<void> {
    while (this.#next && (this.#next.owner ?? index) <= index) {
      const { owner, number } = this.#next;
      if (owner === undefined || owner < index) {
        const whose = owner === undefined ? 'no member of this population' : `member ${owner}`;
        this.#problems.add(`${this.#entry.name}:${number}: of ${whose}, in the place of member ${index}`);
      }
      await this.#give(this.#next, group);
    }
  }

  async finish(): Promise<void> {
    while (this.#next) {
      this.#problems.add(`${this.#entry.name}:${this.#next.number}: of a member who is not in this set`);
      await this.#advance();
    }
    const { name, lines, resources, bytes, sha256 } = this.#entry;
    const differ = (what: string, now: number | string, then: number | string) =>
      now === then || this.#problems.add(`${name}: ${what} ${now}, the manifest says ${then}`);
    differ('lines', this.#count, lines);
    differ('resources', this.resources, resources);
    differ('bytes', this.bytes, bytes);
    differ('sha256', this.#hash.digest('hex'), sha256);
  }

  async close(): Promise<void> {
    await this.#lines.return(undefined);
  }

  async #give({ number, text, resources }: ReadLine, group: Group): Promise<void> {
    for (const { resourceType, id } of resources) {
      group.add(`${resourceType}/${id}`, `${this.#entry.name}:${number}`);
    }
    for (const reference of referencesIn(text)) group.refer(reference);
    await this.#advance();
  }

  async #advance(): Promise<void> {
    this.#next = undefined;
    while (!this.#next) {
      const { done, value: text } = await this.#lines.next();
      if (done) return;
      this.#count += 1;
      this.#next = this.#read(text, this.#count);
    }
  }

  #read(text: string, number: number): ReadLine | undefined {
    const resources = resourcesOf(text);
    if (!resources) {
      this.#problems.add(`${this.#entry.name}:${number}: is no resource as JSON`);
      return undefined;
    }
    this.resources += resources.length;
    return { number, text, resources, owner: this.#codec.decode(resources[0]?.id ?? '')?.index };
  }
}

interface Identified {
  readonly resourceType: string;
  readonly id: string;
}

/** A resource, or those in a Bundle; `undefined` when the text is no JSON or a part of it has no type or id. */
function resourcesOf(text: string): Identified[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const found = isBundle(value) ? value.entry.map(({ resource }) => resource) : [value];
    return found.every(isIdentified)
      ? found.map(({ resourceType, id }) => ({ resourceType, id }))
      : undefined;
  } catch {
    return undefined;
  }
}

function isBundle(value: unknown): value is { readonly entry: readonly { readonly resource?: unknown }[] } {
  return (
    has(value, 'resourceType') &&
    value.resourceType === 'Bundle' &&
    has(value, 'entry') &&
    Array.isArray(value.entry)
  );
}

function isIdentified(value: unknown): value is Identified {
  return (
    has(value, 'resourceType') &&
    has(value, 'id') &&
    typeof value.resourceType === 'string' &&
    typeof value.id === 'string'
  );
}

function has<K extends string>(value: unknown, key: K): value is Record<K, unknown> {
  return typeof value === 'object' && value !== null && key in value;
}
