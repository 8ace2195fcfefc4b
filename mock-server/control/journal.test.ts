import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Pieces } from '../reply.ts';
import { type Exchange, Journal, KEPT_ENTRIES } from './journal.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: unknown = runInNewContext('gc');

function heapUsed(): number {
  if (typeof collectGarbage === 'function') collectGarbage();
  return process.memoryUsage().heapUsed;
}

function add(journal: Journal, about: Partial<Exchange> = {}): void {
  journal.add({
    at: 0,
    durationMs: 1,
    method: 'GET',
    url: 'http://plan.test/ghp/fhir4/v1/Patient',
    requestHeaders: {},
    requestBody: '',
    status: 200,
    responseHeaders: {},
    responseBody: '',
    defects: [],
    injected: false,
    ...about,
  });
}

describe('the journal', () => {
  test('keeps the last thousand, newest first, and ids go on', () => {
    const journal = new Journal();
    for (let i = 0; i < KEPT_ENTRIES + 5; i += 1) add(journal);
    const all = journal.list({ limit: 5000 });
    expect(all).toHaveLength(KEPT_ENTRIES);
    expect(all[0]?.id).toBe(KEPT_ENTRIES + 5);
    expect(all.at(-1)?.id).toBe(6);
    expect(journal.list()).toHaveLength(100);
    expect(journal.list({ after: KEPT_ENTRIES + 3 }).map(({ id }) => id)).toEqual([
      KEPT_ENTRIES + 5,
      KEPT_ENTRIES + 4,
    ]);
    journal.clear();
    expect(journal.list()).toEqual([]);
    add(journal);
    expect(journal.list().map(({ id }) => id)).toEqual([KEPT_ENTRIES + 6]);
  });

  test('filters, but never by what it masks', () => {
    const journal = new Journal();
    add(journal, { method: 'POST', url: '/oauth/v1/token?code=the-secret-code', status: 400, clientId: 'a' });
    add(journal, { clientId: 'b' });
    expect(journal.list({ method: 'POST' }).map(({ id }) => id)).toEqual([1]);
    expect(journal.list({ status: 200 }).map(({ id }) => id)).toEqual([2]);
    expect(journal.list({ clientId: 'a' }).map(({ id }) => id)).toEqual([1]);
    expect(journal.list({ url: '/oauth/' }).map(({ id }) => id)).toEqual([1]);
    expect(journal.list({ url: 'the-secret' })).toEqual([]);
  });

  test('keeps no more of a long text than is shown', () => {
    const journal = new Journal();
    const before = heapUsed();
    for (let i = 0; i < 100; i += 1) {
      const body = Buffer.alloc(250_000, 'a').toString('latin1');
      add(journal, { requestBody: body, responseBody: body });
    }
    expect(journal.list({ limit: 1 })[0]?.requestBody).toBe(`${'a'.repeat(16_384)}… (233616 more)`);
    expect(heapUsed() - before).toBeLessThan(10_000_000);
  });

  test('keeps the beginning of long bodies, each its own', () => {
    const journal = new Journal();
    const pieces = (letter: string) => new Pieces(['<', Buffer.from(letter.repeat(30_000))]);
    for (let i = 0; i < KEPT_ENTRIES; i += 1) add(journal, { responseBody: pieces('a') });
    add(journal, { responseBody: pieces('b') });
    const [last, before] = journal.list();
    expect(last?.responseBody).toBe(`<${'b'.repeat(16_383)}… (13617 more)`);
    expect(before?.responseBody).toBe(`<${'a'.repeat(16_383)}… (13617 more)`);
  });

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('unpacks %s', (encoding, pack) => {
    const journal = new Journal();
    const responseBody = pack(Buffer.from('{"access_token":"the-secret-token","a":1}'));
    add(journal, { responseBody, responseHeaders: { 'content-encoding': encoding } });
    expect(journal.list()[0]?.responseBody).toMatch(/^\{"access_token":"access_token#[0-9a-f]{8}","a":1\}$/);
  });

  test('cuts what is long, and is not led by what claims to be packed', () => {
    const journal = new Journal();
    add(journal, { responseBody: Buffer.alloc(70_000, 'x'), requestBody: 'y'.repeat(70_000) });
    add(journal, { responseBody: 'not packed', responseHeaders: { 'content-encoding': 'br' } });
    const bomb = gzipSync(Buffer.alloc(5_000_000));
    add(journal, { responseBody: bomb, responseHeaders: { 'content-encoding': 'gzip' } });
    const [bombed, claimed, long] = journal.list();
    expect(long?.responseBody).toMatch(/^x{16384}… \(53616 more\)$/);
    expect(long?.requestBody).toMatch(/^y{16384}… \(53616 more\)$/);
    expect(claimed?.responseBody).toBe('(br, 10 bytes)');
    expect(bombed?.responseBody).toBe(`(gzip, ${bomb.length} bytes)`);
  });
});
