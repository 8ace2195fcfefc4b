/** The kinds of constraint, one rule file each. */
export type RuleKind =
  | 'json'
  | 'unknown-property'
  | 'empty'
  | 'type'
  | 'choice'
  | 'primitive-format'
  | 'primitive-extension'
  | 'cardinality'
  | 'fixed'
  | 'pattern'
  | 'slicing'
  | 'binding'
  | 'reference-target'
  | 'invariant'
  | 'extension'
  | 'contained'
  | 'profile-claim'
  | 'limit';

/** One finding of the validator, close to OperationOutcome.issue. */
export interface ProfileFinding {
  readonly severity: 'error' | 'warning' | 'information';
  /** Code of the FHIR value set issue-type. */
  readonly code:
    | 'structure'
    | 'required'
    | 'value'
    | 'invariant'
    | 'code-invalid'
    | 'extension'
    | 'not-found'
    | 'not-supported'
    | 'informational';
  /** FHIRPath of the place, with indexes: `Patient.identifier[1].system`. */
  readonly path: string;
  /** One sentence that names what was expected and what was received. */
  readonly message: string;
  readonly expected: string;
  readonly received: string;
  readonly rule: {
    readonly kind: RuleKind;
    /** `url|version` of the definition that the rule comes from. */
    readonly profile: string;
    /** Id of the element in that definition. */
    readonly element: string;
    /** Invariant key, such as `us-core-8`; slice name; value set. */
    readonly key?: string;
  };
}

export interface ValidateOptions {
  /** Canonical URLs (with or without version) to judge by, beside what `meta.profile` claims. */
  readonly profiles?: readonly string[];
  /** Resources that references may be resolved to, such as the other entries of a Bundle, by `Type/id` or full URL. */
  readonly resolve?: (reference: string) => unknown;
  /** Judge by what `meta.profile` claims (default true). */
  readonly claims?: boolean;
}

/** A validator over one source of definitions; compiles each profile once, when it is first needed. */
export interface Validator {
  /** Findings of one resource, in document order; a Bundle's entries included. Never throws on bad input. */
  validate(resource: unknown, options?: ValidateOptions): ProfileFinding[];
}
