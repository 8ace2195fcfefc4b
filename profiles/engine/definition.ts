/**
 * What a StructureDefinition says, as facts without prose. Both sources of profiles – the tables of this package and
 * official FHIR packages – are read into this shape; the compiler knows nothing else.
 */
export interface Definition {
  /** Canonical URL without version. */
  readonly url: string;
  readonly version: string;
  readonly name: string;
  /** The resource or data type constrained, such as `Patient` or `Extension`. */
  readonly type: string;
  readonly kind: 'resource' | 'complex-type' | 'primitive-type';
  readonly abstract: boolean;
  readonly derivation: 'specialization' | 'constraint';
  /** Canonical URL of the definition it derives from; absent for `Element` and `Resource`. */
  readonly base?: string;
  /** Where an extension may stand. */
  readonly context?: readonly {
    readonly type: 'element' | 'extension' | 'fhirpath';
    readonly expression: string;
  }[];
  /** The snapshot, in order; the first is the root. */
  readonly elements: readonly ElementDefinition[];
}

export interface ElementDefinition {
  /** `Patient.extension:race.url`: slice names stand behind a colon, choices are written `value[x]`. */
  readonly id: string;
  readonly min: number;
  readonly max: number;
  readonly types: readonly ElementType[];
  /** Id of the element whose children this one has, without `#`, such as `ExplanationOfBenefit.item.adjudication`. */
  readonly contentReference?: string;
  /**
   * Canonical URL of the definition that `contentReference` points into, where it is absolute: then the constraints of
   * that definition apply, not those that this one puts on the same element. Absent for a reference within this one.
   */
  readonly contentReferenceSource?: string;
  /** A value that the element must equal exactly. */
  readonly fixed?: unknown;
  /** A value whose parts the element must hold. */
  readonly pattern?: unknown;
  readonly slicing?: Slicing;
  readonly binding?: Binding;
  readonly constraints: readonly Constraint[];
  readonly mustSupport: boolean;
  readonly isModifier: boolean;
  readonly maxLength?: number;
  readonly minValue?: unknown;
  readonly maxValue?: unknown;
}

export interface ElementType {
  /** `CodeableConcept`, `Reference`, `string`; for ids and XHTML the FHIR type, never a FHIRPath system type. */
  readonly code: string;
  /** Canonical URLs (with version where given) that the value itself must conform to, at least one of. */
  readonly profiles: readonly string[];
  /** Canonical URLs of what a Reference or canonical may point to, at least one of. */
  readonly targets: readonly string[];
  readonly aggregation: readonly ('contained' | 'referenced' | 'bundled')[];
}

export interface Slicing {
  readonly discriminators: readonly {
    readonly type: 'value' | 'pattern' | 'type' | 'exists' | 'profile';
    /** FHIRPath subset: `$this`, element names, `extension(url)`, `resolve()`, `ofType(X)`. */
    readonly path: string;
  }[];
  readonly rules: 'closed' | 'open' | 'openAtEnd';
  readonly ordered: boolean;
}

export interface Binding {
  readonly strength: 'required' | 'extensible' | 'preferred' | 'example';
  /** Canonical URL, with version where given. */
  readonly valueSet: string;
  /** The outer bound of an extensible binding (extension `maxValueSet`): required. */
  readonly maxValueSet?: string;
}

export interface Constraint {
  readonly key: string;
  readonly severity: 'error' | 'warning';
  /** Published FHIRPath expression; absent where the invariant has none. */
  readonly expression?: string;
  /** Canonical URL of the definition that introduced it. */
  readonly source?: string;
}

/** Where definitions come from. Every look-up takes a canonical URL with or without `|version`. */
export interface DefinitionSource {
  definition(canonical: string): Definition | undefined;
  /** The base definition of a type name, such as `Patient` or `HumanName`. */
  type(name: string): Definition | undefined;
  terminology: Terminology;
}

/** Answers about codes. `unknown`: the value set or code system cannot be enumerated from what is loaded. */
export interface Terminology {
  /**
   * @param system absent for a plain `code`, whose system the value set gives
   * @returns why it is unknown, for the message, beside the answer
   */
  memberOf(
    valueSet: string,
    coding: { readonly system?: string | undefined; readonly code: string },
  ): { readonly answer: 'yes' | 'no' | 'unknown'; readonly reason?: string };
  /** Whether a code exists in its system: for codes outside any binding. */
  exists(system: string, code: string): 'yes' | 'no' | 'unknown';
}
