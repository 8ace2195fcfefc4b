import type { FhirResource } from 'fhir/r4.js';

/** A synthetic person who can sign in at the plan. */
export interface Member {
  readonly userName: string;
  readonly password: string;
  readonly patientId: string;
  readonly displayName: string;
  /** Patient ids of the members whose personal representative this one is (45 CFR 164.502(g)). */
  readonly actsFor?: readonly string[];
}

/** A documented test member: shown at start, on the landing page and in the README. */
export interface Persona extends Member {
  /** What makes this member worth testing with, in a few words. */
  readonly note: string;
}

/** That a resource was deleted: a version without content. */
export interface Deletion {
  /** Relative, such as `Observation/8f1c…`. */
  readonly reference: string;
  readonly versionId: string;
  /** Milliseconds since the epoch. */
  readonly deletedAt: number;
}

/**
 * What the sandbox asks of a population. All answers depend only on the population's seed and anchor and on
 * `asOf` (milliseconds since the epoch): a resource is there when it was available at `asOf`, and
 * `meta.lastUpdated` is that moment. The same array object comes back as long as nothing changed, so callers
 * may cache by identity.
 */
export interface Population {
  readonly seed: string;
  readonly memberCount: number;
  findMember(userName: string): Member | undefined;
  memberOfPatient(patientId: string): Member | undefined;
  personas(): readonly Persona[];
  /** Everything about one member: Patient, Coverage, claims, observations and the clinical record. */
  compartment(patientId: string, asOf: number): readonly FhirResource[];
  /** The provider directory, all types, with Plan-Net profiles. */
  directory(asOf: number): readonly FhirResource[];
  /**
   * The Patient Access view of a directory resource that a member's resources refer to.
   * @param reference relative, such as `Practitioner/8f1c…`; the id is the directory's
   */
  supporting(reference: string, asOf: number): FhirResource | undefined;
  /**
   * Every version of a resource that was available at `asOf`, newest first, each with the `meta.versionId` and
   * `meta.lastUpdated` it was served with; the first is the very object that `compartment` or `directory` give. Empty
   * for what is not there. A member's resource is found whoever asks: callers see to it that they may have it.
   *
   * @param reference relative, such as `ExplanationOfBenefit/8f1c…`; directory types are meant as the directory has them
   */
  history(reference: string, asOf: number): readonly FhirResource[];
  /** As `history`, of the Patient Access view that `supporting` gives. */
  supportingHistory(reference: string, asOf: number): readonly FhirResource[];
  /**
   * What was deleted until `asOf` of a member's data, or of the directory when no patient is named; newest first. Only
   * where something can be deleted.
   */
  deletions?(patientId: string | undefined, asOf: number): readonly Deletion[];
}
