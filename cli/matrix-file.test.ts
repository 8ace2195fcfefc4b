import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { DefectProof } from '../lib/prove.ts';
import { openMatrix } from './matrix-file.ts';

const directory = mkdtempSync(join(tmpdir(), 'assay-matrix-'));
const file = join(directory, 'matrix.json');
afterAll(() => rmSync(directory, { recursive: true }));

const proof: DefectProof = {
  defect: 'token.get-served',
  summary: 'Nothing is wrong.',
  caughtBy: { 'oauth.token.get-refused': ['documented'] },
  beside: { 'oauth.token.other': ['standard'] },
  missedBy: [],
  falseAlarms: [],
  ran: 2,
};
const otherRow = { 'oauth.pkce.verifier-compared': ['standard'] };

function written(options: Parameters<typeof openMatrix>[1]): unknown {
  writeFileSync(file, JSON.stringify({ 'pkce.verifier-not-compared': otherRow }));
  const matrix = openMatrix(file, options);
  matrix.add(proof);
  matrix.end();
  return JSON.parse(readFileSync(file, 'utf8'));
}

test('a matrix says by defect which checks caught it', () => {
  expect(written({ full: false, keep: false })).toEqual({ 'token.get-served': proof.caughtBy });
});

test('a full one also says which checks alarmed beside', () => {
  const { caughtBy, beside } = proof;
  expect(written({ full: true, keep: false })).toEqual({ 'token.get-served': { caughtBy, beside } });
});

test('rows of defects that were not proved now can be kept', () => {
  const kept = { 'token.get-served': proof.caughtBy, 'pkce.verifier-not-compared': otherRow };
  expect(written({ full: false, keep: true })).toEqual(kept);
});
