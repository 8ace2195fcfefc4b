import { isAscii, isUtf8 } from 'node:buffer';
import type { ProfileFinding, Validator } from '../profiles/engine/finding.ts';
import type { JudgedResource, ValidationSummary } from '../reports/formats/validation.ts';
import { type Input, reasonOf, sniff } from './validate/inputs.ts';
import { readJsonText, type TextFinding, textFinding } from './validate/json-text.ts';
import { entriesOf, judge, type NamedProfile, typeOf } from './validate/judge.ts';
import { type Line, splitLines } from './validate/lines.ts';
import { createPlaces, locate } from './validate/locate.ts';
import { Tally } from './validate/tally.ts';

/** Bytes of one resource, or Bundle, that are held in memory at once. */
export const LARGEST = 64 * 2 ** 20;

export interface ValidateInputsOptions {
  readonly inputs: Iterable<Input>;
  readonly validator: Validator;
  /** Judged beside what the resources claim, each where its type fits, inside Bundles too. */
  readonly profiles?: readonly NamedProfile[];
  /** Length in bytes above which a line or file is not judged but found too large (default 64 MiB). */
  readonly largest?: number;
  /** Gets every resource with its findings, in order; what it returns is awaited. */
  readonly onResource?: (judged: JudgedResource) => unknown;
  /** Called after every resource. */
  readonly onProgress?: (tally: Pick<Tally, 'resources' | 'entries' | 'findings'>) => void;
}

/**
 * Validates files and streams, one resource at a time. NDJSON is read line by line and never held as a whole; a line
 * that is no JSON is a finding, and the lines behind it are judged all the same. Input that can't be read or holds texts
 * and no resource, and resources that the validator breaks on are listed as unjudged: they end nothing.
 */
export async function validateInputs(options: ValidateInputsOptions): Promise<ValidationSummary> {
  const started = performance.now();
  const run = new Run(options);
  for (const input of options.inputs) await run.input(input);
  return run.tally.summary((performance.now() - started) / 1000);
}

class Run {
  readonly tally = new Tally();
  readonly #options: ValidateInputsOptions;
  readonly #largest: number;
  /** Texts of the input at hand that should each be a resource, and how many of them are. */
  #held = { texts: 0, resources: 0 };

  constructor(options: ValidateInputsOptions) {
    this.#options = options;
    this.#largest = options.largest ?? LARGEST;
    for (const { canonical } of options.profiles ?? []) this.tally.applied[canonical] = 0;
  }

  async input(input: Input): Promise<void> {
    this.tally.files++;
    this.#held = { texts: 0, resources: 0 };
    try {
      const { format, chunks } = input.format
        ? { format: input.format, chunks: input.open() }
        : await sniff(input.open());
      if (format === 'ndjson') await this.#lines(input.name, chunks);
      else await this.#document(input.name, chunks);
      const { texts, resources } = this.#held;
      if (texts > 0 && resources === 0)
        this.tally.unjudged.push(`${input.name}: no resource could be read from it`);
    } catch (error) {
      // Only what the system says about a file: everything else is a fault of this program.
      if (!(error instanceof Error && 'syscall' in error)) throw error;
      this.tally.unjudged.push(`${input.name}: ${reasonOf(error)}`);
    }
  }

  async #lines(file: string, chunks: AsyncIterable<Buffer>): Promise<void> {
    let [empty, firstEmpty] = [0, 0];
    for await (const line of splitLines(chunks, this.#largest)) {
      if (isBlank(line)) {
        empty++;
        firstEmpty ||= line.number;
      } else await this.#report({ file, line: line.number, ...this.#judge(`${file}:${line.number}`, line) });
    }
    if (empty === 0) return;
    const times = empty === 1 ? 'an empty line' : `${empty} empty lines`;
    const finding = textFinding('empty-line', 'Resource', 'one resource on every line', times, 'information');
    await this.#report({ file, line: firstEmpty, findings: [finding] });
  }

  async #document(file: string, chunks: AsyncIterable<Buffer>): Promise<void> {
    const pieces: Buffer[] = [];
    let length = 0;
    for await (const chunk of chunks) {
      length += chunk.length;
      if (length <= this.#largest) pieces.push(chunk);
      else pieces.length = 0;
    }
    const bytes = length <= this.#largest ? Buffer.concat(pieces) : undefined;
    await this.#report({ file, ...this.#judge(file, { bytes, length }, true) });
  }

  /** @param isDocument whether places in the text are of use: a line of NDJSON is one place */
  #judge(
    place: string,
    { bytes, length }: Pick<Line, 'bytes' | 'length'>,
    isDocument = false,
  ): Omit<JudgedResource, 'file' | 'line'> {
    this.#held.texts++;
    if (!bytes) {
      const finding = textFinding('size', 'Resource', `at most ${this.#largest} bytes`, `${length} bytes`);
      return { findings: [finding] };
    }
    const text = decode(bytes);
    const { value, findings: textFindings } = readJsonText(text);
    const encoding = isUtf8(bytes)
      ? []
      : [{ finding: textFinding('encoding', 'Resource', 'UTF-8 (RFC 8259 §8.1)', 'other bytes') }];
    const found = [...encoding, ...textFindings];
    const unread = value === undefined;
    const judged = unread ? [] : this.#validate(place, value);
    const resource = unread ? undefined : typeOf(value);
    if (resource !== undefined) this.#held.resources++;
    return {
      ...(resource && { resource }),
      findings: isDocument
        ? placed(text, found, judged)
        : [...found.map(({ finding }) => finding), ...judged],
    };
  }

  #validate(place: string, resource: unknown): readonly ProfileFinding[] {
    const { validator, profiles = [], onProgress } = this.#options;
    try {
      const { findings, applied } = judge(validator, resource, profiles);
      for (const canonical of applied)
        this.tally.applied[canonical] = (this.tally.applied[canonical] ?? 0) + 1;
      this.tally.resources++;
      this.tally.entries += entriesOf(resource).length;
      return findings;
    } catch (error) {
      this.tally.unjudged.push(`${place}: the validator broke: ${reasonOf(error)}`);
      return [];
    } finally {
      onProgress?.(this.tally);
    }
  }

  async #report(judged: JudgedResource): Promise<void> {
    this.tally.add(judged);
    await this.#options.onResource?.(judged);
  }
}

function isBlank({ bytes, length }: Line): boolean {
  return bytes !== undefined && length < 64 && /^\s*$/.test(bytes.toString('latin1'));
}

/** Most resources are ASCII, and a string of one byte a character is half the size and faster to scan. */
function decode(bytes: Buffer): string {
  return bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
}

function placed(
  text: string,
  textFindings: readonly TextFinding[],
  findings: readonly ProfileFinding[],
): JudgedResource['findings'] {
  if (textFindings.length + findings.length === 0) return [];
  const place = createPlaces(text);
  const offsets =
    findings.length > 0
      ? locate(
          text,
          findings.map(({ path }) => path),
        )
      : [];
  return [
    ...textFindings.map(({ finding, offset }) => ({
      ...finding,
      ...(offset !== undefined && place(offset)),
    })),
    ...findings.map((finding, index) => ({ ...finding, ...place(offsets[index] ?? 0) })),
  ];
}
