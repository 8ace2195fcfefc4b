import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { listInputs, sniff } from './inputs.ts';

const root = mkdtempSync(join(tmpdir(), 'assay-inputs-'));
afterAll(() => rmSync(root, { recursive: true }));

async function* chunks(...texts: string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text);
}

describe('a directory', () => {
  for (const path of [
    'b.json',
    'a/z.ndjson',
    'a/B.JSON',
    '.git/x.json',
    'node_modules/x.json',
    'a/notes.txt',
  ])
    write(path);
  write('package.json');
  write('a.jsonl');
  symlinkSync(root, join(root, 'a', 'loop'));

  test('is read recursively, in the order of names, without what is hidden or no resource', () => {
    const names = listInputs([root], chunks()).map(
      ({ name, format }) => `${name.slice(root.length + 1)} ${format}`,
    );
    expect(names).toEqual(['a/B.JSON json', 'a/z.ndjson ndjson', 'a.jsonl ndjson', 'b.json json']);
  });

  test('without resources is an error, as is a name that does not exist', () => {
    mkdirSync(join(root, 'empty'));
    expect(() => listInputs([join(root, 'empty')], chunks())).toThrow(
      /empty: no \.json, \.ndjson or \.jsonl file/,
    );
    expect(() => listInputs([join(root, 'nowhere')], chunks())).toThrow(/nowhere: no such file or directory/);
  });
});

describe('the beginning of a stream tells its format', () => {
  test.each([
    ['{"a":1}\n{"b":2}\n', 'ndjson'],
    ['{"a":1}', 'ndjson'],
    ['{\n  "a": 1\n}\n', 'json'],
    ['{"a":\n1}\n', 'json'],
    ['\n\n{"a":{"b":"}"}}\r\n', 'ndjson'],
    ['{"a":{"b":tru\n{"c":1}\n', 'ndjson'],
    ['[\n{"a":1}\n]', 'json'],
    ['{"entry":[\n{\n"a":1}]}', 'json'],
    ['', 'ndjson'],
  ])('%j is %s', async (text, format) => {
    expect((await sniff(chunks(text))).format).toBe(format);
    expect((await sniff(chunks(...text))).format).toBe(format);
  });

  test('and the whole stream comes back', async () => {
    const long = `{"a":"${'x'.repeat(200_000)}"}\n`;
    const { chunks: back } = await sniff(chunks(long.slice(0, 70_000), long.slice(70_000), long));
    const read = [];
    for await (const chunk of back) read.push(chunk);
    expect(Buffer.concat(read).toString()).toBe(long + long);
  });
});

function write(path: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), '{}');
}
