import { describe, expect, it } from 'vitest';
import type { HttpResponse } from './http.ts';
import { KeptBodies } from './keep-bodies.ts';

const text = (n: number) => `{"n":${n},"names":"Núñez – 日本 ${'x'.repeat(9000)}"}`;
const response = (body: string): HttpResponse => ({ status: 200, headers: [], body });
const isText = (one: HttpResponse) => Object.getOwnPropertyDescriptor(one, 'body')?.get === undefined;

describe('KeptBodies', () => {
  it('packs what is older than the limit allows, and gives every body back as it was', () => {
    const bodies = new KeptBodies(20_000);
    const responses = [1, 2, 3, 4].map((n) => response(text(n)));
    for (const one of responses) bodies.add(one);
    expect(responses.map(isText)).toEqual([false, false, true, true]);
    expect(responses.map(({ body }) => body)).toEqual([1, 2, 3, 4].map(text));
  });

  it('keeps one body as text even when it is longer than the limit', () => {
    const bodies = new KeptBodies(10);
    const [first, second] = [response(text(1)), response(text(2))];
    bodies.add(first);
    expect(isText(first)).toBe(true);
    bodies.add(second);
    expect([first, second].map(isText)).toEqual([false, true]);
  });

  it('leaves short bodies alone', () => {
    const bodies = new KeptBodies(10);
    const responses = ['one', 'two', 'three'].map(response);
    for (const one of responses) bodies.add(one);
    expect(responses.every(isText)).toBe(true);
  });

  it('shows a packed body in copies and in JSON, too', () => {
    const bodies = new KeptBodies(10);
    const [first, second] = [response(text(1)), response(text(2))];
    for (const one of [first, second]) bodies.add(one);
    expect({ ...first }).toEqual(response(text(1)));
    expect(JSON.parse(JSON.stringify(first))).toEqual(response(text(1)));
  });
});
