import { describe, expect, it } from 'vitest';
import { stream } from './random.ts';

describe('streams', () => {
  it('repeat for the same seed and labels', () => {
    const draw = () =>
      Array.from(
        { length: 5 },
        (
          (random) => () =>
            random.uint32()
        )(stream('assay', 'year', 7, 2025)),
      );
    expect(draw()).toEqual(draw());
  });

  it('keep the values that committed data was made with', () => {
    const random = stream('assay', 'pinned', 1);
    expect([random.uint32(), random.uint32(), random.uint32()]).toMatchInlineSnapshot(`
      [
        72482071,
        1560541763,
        1904009961,
      ]
    `);
  });

  it.each([
    [
      ['a', 1],
      ['a', 2],
    ],
    [['a', 'b'], ['ab']],
    [
      ['a', 1],
      ['a', 1 + 2 ** 32],
    ],
    [
      ['a', 1],
      [1, 'a'],
    ],
    [['x'], ['x', '']],
  ])('of labels %o and %o differ', (one, two) => {
    expect(stream('s', ...one).uint32()).not.toBe(stream('s', ...two).uint32());
  });

  it('are even: neighbouring labels fill ten bins alike', () => {
    const bins = new Array<number>(10).fill(0);
    for (let label = 0; label < 20_000; label += 1) {
      const bin = stream('s', 'even', label).int(0, 9);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    for (const count of bins) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });

  it('stay in their bounds', () => {
    const random = stream('s', 'bounds');
    for (let n = 0; n < 2000; n += 1) {
      expect(random.int(3, 5)).toBeGreaterThanOrEqual(3);
      expect(random.int(3, 5)).toBeLessThanOrEqual(5);
      expect(Math.abs(random.around(10, 2) - 10)).toBeLessThanOrEqual(2);
    }
    expect(random.some([1, 2, 3], 9).sort()).toEqual([1, 2, 3]);
    expect(() => random.pick([])).toThrow(RangeError);
    expect(
      random.weighted([
        ['a', 0],
        ['b', 1],
      ]),
    ).toBe('b');
  });
});
