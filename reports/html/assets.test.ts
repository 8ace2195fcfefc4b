import { readdirSync, readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { loadAssets } from './assets.ts';

test('the modules join into one script that parses', () => {
  const { script } = loadAssets();
  expect(() => new Script(script)).not.toThrow();
  expect(script).not.toMatch(/^\s*(?:import|export)\b/m);
});

test('every module of the page is in the script', () => {
  const { script } = loadAssets();
  const directory = new URL('app/', import.meta.url);
  const names = readdirSync(directory).filter((name) => !name.includes('.test.'));
  expect(names).toContain('main.ts');
  for (const name of names) {
    const declared = [
      ...readFileSync(new URL(name, directory), 'utf8').matchAll(/^(?:export )?function (\w+)/gm),
    ];
    expect(declared.length, name).toBeGreaterThan(0);
    for (const [, declaration] of declared)
      expect(new RegExp(`function ${declaration}\\b`).test(script), declaration).toBe(true);
  }
});

test('the style-sheet fetches nothing', () => {
  expect(loadAssets().style).not.toMatch(/url\(|@import/);
});

describe('text keeps the contrast of WCAG 2.2 §1.4.3 (4.5 to 1)', () => {
  const { style } = loadAssets();
  const colours = new Map(
    [...style.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name, light, dark]) => [
      name,
      [light, dark],
    ]),
  );
  const channel = (value: number) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const rgb = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const luminance = (parts: readonly number[]) => {
    const [red = 0, green = 0, blue = 0] = parts.map(channel);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const mix = (a: readonly number[], b: readonly number[], share: number) =>
    a.map((part, at) => part * share + (b[at] ?? 0) * (1 - share));
  const contrast = (a: readonly number[], b: readonly number[]) => {
    const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  };
  const colour = (name: string, scheme: number) => rgb(colours.get(name)?.[scheme] ?? '');
  const tones = [
    'failure',
    'error',
    'review',
    'warning',
    'deviation',
    'waived',
    'info',
    'skip',
    'omit',
    'pass',
  ];

  test.each(['light', 'dark'])('in the %s scheme', (name) => {
    const scheme = name === 'light' ? 0 : 1;
    for (const ground of ['card', 'page', 'inset']) {
      for (const text of ['text', 'muted', 'link']) {
        expect(
          contrast(colour(text, scheme), colour(ground, scheme)),
          `${text} on ${ground}`,
        ).toBeGreaterThan(4.5);
      }
    }
    for (const tone of tones) {
      const own = colour(tone, scheme);
      const card = colour('card', scheme);
      expect(contrast(own, mix(own, card, 0.11)), `badge ${tone}`).toBeGreaterThan(4.5);
      expect(contrast(own, card), `symbol on ${tone}`).toBeGreaterThan(4.5);
    }
  });
});
