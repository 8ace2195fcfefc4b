import { describe, expect, it } from 'vitest';
import { createIdCodec } from './ids.ts';

const codec = createIdCodec('assay');

describe('ids', () => {
  it.each([
    ['Patient', 0, 0],
    ['Observation', 9_999_999, 4_294_967_295],
    ['Practitioner', 2 ** 40, 1],
  ] as const)('of %s %i-%i decode to what they stand for', (type, index, ordinal) => {
    const id = codec.encode(type, index, ordinal);
    expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(codec.decode(id)).toEqual({ type, index, ordinal });
  });

  it('of neighbours are all different', () => {
    const ids = new Set(Array.from({ length: 10_000 }, (_, index) => codec.encode('Patient', index, 0)));
    expect(ids.size).toBe(10_000);
  });

  it('of another seed decode to nothing', () => {
    expect(codec.decode(createIdCodec('other').encode('Patient', 1, 0))).toBeUndefined();
  });

  it('that differ in any one digit decode to nothing', () => {
    const id = codec.encode('Patient', 42, 0);
    for (let at = 0; at < id.length; at += 1) {
      if (id[at] === '-') continue;
      const forged = `${id.slice(0, at)}${id[at] === '0' ? '1' : '0'}${id.slice(at + 1)}`;
      expect(codec.decode(forged)).toBeUndefined();
    }
  });

  it.each([
    '',
    'x',
    '00000000-0000-0000-0000-000000000000',
    codec.encode('Patient', 1, 0).toUpperCase(),
    `${codec.encode('Patient', 1, 0)} `,
  ])('"%s" decodes to nothing', (id) => {
    expect(codec.decode(id)).toBeUndefined();
  });
});
