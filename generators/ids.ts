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
const LAST_ORDINAL = 2 ** 32 - 1;
const CHECK = Buffer.from('assay', 'latin1');

/** One call of the cipher costs as much as a hundred blocks in it, and ids are asked for in sequence. */
const FIRST_RUN = 16;
const NEXT_RUN = 32;
const BLOCK = 16;
const WRITTEN = 36;
const DIGITS = Buffer.from('0123456789abcdef', 'latin1');
const DASH = 0x2d;

/** Ids of one type and index for consecutive ordinals, made together. */
interface Run {
  readonly index: number;
  readonly from: number;
  readonly to: number;
  /** 36 characters each. */
  readonly text: string;
}

/**
 * Ids as a keyed permutation: (type, index, ordinal) plus check bytes fill one block, which AES-128 under a key
 * derived from the seed turns into 32 hex digits. No table is needed to read one back, and neighbours do not look alike.
 */
export function createIdCodec(seed: string): IdCodec {
  const key = createHash('sha256').update(`ids of ${seed}`).digest().subarray(0, 16);
  const cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false);
  const decipher = createDecipheriv('aes-128-ecb', key, null).setAutoPadding(false);
  const blocks = Buffer.alloc(BLOCK * NEXT_RUN);
  const runs = new Map<IdentifiedType, Run>();

  const start = (type: IdentifiedType, index: number, from: number, count: number): Run => {
    for (let n = 0; n < count; n += 1) {
      const at = n * BLOCK;
      blocks[at] = codeOf.get(type) ?? 255;
      blocks.writeUIntBE(index, at + 1, 6);
      blocks.writeUInt32BE(from + n, at + 7);
      CHECK.copy(blocks, at + 11);
    }
    const sealed = cipher.update(blocks.subarray(0, count * BLOCK));
    const run = { index, from, to: from + count, text: writeIds(sealed) };
    runs.set(type, run);
    return run;
  };

  return {
    encode(type, index, ordinal) {
      let run = runs.get(type);
      if (!run || run.index !== index || ordinal < run.from || ordinal >= run.to) {
        const goesOn = run?.index === index && ordinal === run.to;
        run = start(
          type,
          index,
          ordinal,
          Math.min(goesOn ? NEXT_RUN : FIRST_RUN, LAST_ORDINAL - ordinal + 1),
        );
      }
      const at = (ordinal - run.from) * WRITTEN;
      return run.text.slice(at, at + WRITTEN);
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

/** Blocks as 8-4-4-4-12 hexadecimal digits, one behind the other: one text, of which ids are parts. */
function writeIds(blocks: Buffer): string {
  const text = Buffer.allocUnsafe((blocks.length / BLOCK) * WRITTEN);
  let at = 0;
  for (let n = 0; n < blocks.length; n += 1) {
    const byte = blocks[n] ?? 0;
    const place = n % BLOCK;
    if (place === 4 || place === 6 || place === 8 || place === 10) text[at++] = DASH;
    text[at++] = DIGITS[byte >> 4] ?? 0;
    text[at++] = DIGITS[byte & 15] ?? 0;
  }
  return text.toString('latin1');
}

/** Resources of a member's calendar year are numbered within it: ids never depend on how many years were drawn before. */
export function ordinalIn(year: number, count: number): number {
  // Twelve bits of year, sixteen of count.
  return (year % 4096) * 65_536 + count;
}
