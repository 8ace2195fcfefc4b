import type { ProfileFinding } from '../../profiles/engine/finding.ts';
import { createJsonFormat } from './validation-json.ts';
import { createSarifFormat } from './validation-sarif.ts';
import { createTextFormat } from './validation-text.ts';

export type Severity = ProfileFinding['severity'];

/** What a validator said of one resource, and where the resource came from. */
export interface JudgedResource {
  /** Name of the file as the user gave it; `-` for the standard input. */
  readonly file: string;
  /** Line of an NDJSON file. */
  readonly line?: number;
  /** `Patient/17`, or the type alone; absent where the text is no resource. */
  readonly resource?: string;
  /** Each with its line (from 1) and column, as far as the text shows one. */
  readonly findings: readonly (ProfileFinding & { readonly line?: number; readonly column?: number })[];
}

export type SeverityCounts = Readonly<Record<Severity, number>>;

export interface ValidationSummary {
  readonly files: number;
  /** Resources judged, a Bundle as one. */
  readonly resources: number;
  /** Resources inside Bundles. */
  readonly entries: number;
  readonly findings: SeverityCounts;
  /** Findings by the definition they come from, most first. */
  readonly byProfile: readonly (SeverityCounts & { readonly profile: string })[];
  /** Findings by the kind of rule, most first. */
  readonly byRule: readonly (SeverityCounts & { readonly kind: ProfileFinding['rule']['kind'] })[];
  /** To how many resources each profile that the user named was applied. */
  readonly applied: Readonly<Record<string, number>>;
  /** What could not be read or judged, one line each. */
  readonly unjudged: readonly string[];
  readonly seconds: number;
}

/** A format that is written while the validation goes on: it keeps counts, never findings. */
export interface ValidationFormat {
  begin(): string;
  resource(judged: JudgedResource): string;
  end(summary: ValidationSummary): string;
}

export interface ValidationFormatOptions {
  /** Version of Assay. */
  readonly version: string;
  /** ANSI colours, for text. */
  readonly color?: boolean;
  /** In text, every finding instead of the first few of each rule. */
  readonly all?: boolean;
}

/** Formats by the name that the command line gives them. */
export const validationFormats: Readonly<
  Record<'text' | 'json' | 'sarif', (options: ValidationFormatOptions) => ValidationFormat>
> = { text: createTextFormat, json: createJsonFormat, sarif: createSarifFormat };
