import { createPopulation } from '../population.ts';
import type { Job } from './job.ts';
import { layouts } from './layout.ts';

/** What one stretch of the work adds to one file. */
export interface Piece {
  readonly file: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly lines: number;
  readonly resources: number;
}

/** Members `from` up to, not including, `to`; `DIRECTORY` stands for the directory. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export const DIRECTORY: Stretch = { from: -1, to: 0 };

export const isDirectory = ({ from }: Stretch): boolean => from < 0;

/** Makes the bytes of one stretch: a pure function of the job. Pieces come in the order in which files first appear. */
export type Render = (stretch: Stretch) => Piece[];

export function createRender(job: Job): Render {
  const population = createPopulation(job);
  const asOf = Date.parse(job.asOf);
  const layout = layouts[job.format];
  const supporting = (reference: string) => population.supporting(reference, asOf);
  return ({ from, to }) => {
    const pieces = new Map<string, GrowingPiece>();
    const linesOf = (index: number) =>
      index < 0
        ? layout.directory(population.directory(asOf))
        : layout.member(population.generate(index, asOf), supporting);
    for (let index = from; index < to; index += 1) {
      for (const { file, resource } of linesOf(index)) {
        let piece = pieces.get(file);
        if (!piece) {
          piece = new GrowingPiece(file);
          pieces.set(file, piece);
        }
        piece.add(JSON.stringify(resource));
        piece.resources += resource.resourceType === 'Bundle' ? (resource.entry?.length ?? 0) : 1;
      }
    }
    return [...pieces.values()].map((piece) => piece.done());
  };
}

const FIRST_SIZE = 1 << 18;
const NEWLINE = 10;

/** Lines as UTF-8, encoded straight into one buffer: joining them first would hold the text twice. */
class GrowingPiece {
  resources = 0;
  #lines = 0;
  #length = 0;
  #buffer = Buffer.from(new ArrayBuffer(FIRST_SIZE));
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  add(text: string): void {
    // A UTF-16 unit takes three bytes at most; only where that may not fit is it worth counting.
    if (this.#length + text.length * 3 >= this.#buffer.length) {
      this.#reserve(this.#length + Buffer.byteLength(text) + 1);
    }
    this.#length += this.#buffer.write(text, this.#length, 'utf8');
    this.#buffer[this.#length] = NEWLINE;
    this.#length += 1;
    this.#lines += 1;
  }

  #reserve(needed: number): void {
    if (needed <= this.#buffer.length) return;
    const larger = Buffer.from(new ArrayBuffer(Math.max(needed, this.#buffer.length * 2)));
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
  }

  done(): Piece {
    const bytes = new Uint8Array(this.#buffer.buffer, 0, this.#length);
    return { file: this.#file, bytes, lines: this.#lines, resources: this.resources };
  }
}
