import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';

/** Types with ids of their own. The position is part of every id: append only. */
const TYPES = [
  'Patient',
  'Coverage',
  'ExplanationOfBenefit',
  'Observation',
  'RelatedPerson',
  'Practitioner',
  'PractitionerRole',
  'Organization',
  'OrganizationAffiliation',
  'HealthcareService',
  'Location',
  'InsurancePlan',
  'Endpoint',
  'Encounter',
  'Condition',
  'Procedure',
  'MedicationRequest',
  'Immunization',
  'AllergyIntolerance',
  'DiagnosticReport',
  'CareTeam',
  'CarePlan',
  'Goal',
  'DocumentReference',
  'Device',
  'Provenance',
] as const;

export type IdentifiedType = (typeof TYPES)[number];

export interface DecodedId {
  readonly type: IdentifiedType;
  /** Member index, or index in the directory for directory types. Below 2⁴⁸. */
  readonly index: number;
  /** Which of the index's resources of this type. Below 2³². */
  readonly ordinal: number;
}

export interface IdCodec {
  encode(type: IdentifiedType, index: number, ordinal: number): string;
  /** What an id stands for; `undefined` when this population cannot have made it. */
  decode(id: string): DecodedId | undefined;
}

const codeOf = new Map<string, number>(TYPES.map((type, code) => [type, code]));
const SHAPE = /^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})$/;
/** Five fixed bytes of every block: an id made up by chance decodes with probability 2⁻⁴⁰. */
const CHECK = Buffer.from('assay', 'latin1');

/**
 * Ids as a keyed permutation: (type, index, ordinal) plus check bytes fill one block, which AES-128 under a key
 * derived from the seed turns into 32 hex digits. No table is needed to read one back, and neighbours do not look alike.
 */
export function createIdCodec(seed: string): IdCodec {
  const key = createHash('sha256').update(`ids of ${seed}`).digest().subarray(0, 16);
  const cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false);
  const decipher = createDecipheriv('aes-128-ecb', key, null).setAutoPadding(false);
  const block = Buffer.alloc(16);

  return {
    encode(type, index, ordinal) {
      block[0] = codeOf.get(type) ?? 255;
      block.writeUIntBE(index, 1, 6);
      block.writeUInt32BE(ordinal, 7);
      CHECK.copy(block, 11);
      const hex = cipher.update(block).toString('hex');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
    },
    decode(id) {
      if (!SHAPE.test(id)) return undefined;
      const plain = decipher.update(Buffer.from(id.replaceAll('-', ''), 'hex'));
      const type = TYPES[plain.readUInt8(0)];
      if (!type || !plain.subarray(11).equals(CHECK)) return undefined;
      return { type, index: plain.readUIntBE(1, 6), ordinal: plain.readUInt32BE(7) };
    },
  };
}
