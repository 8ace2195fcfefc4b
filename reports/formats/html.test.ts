import { inflateSync } from 'node:zlib';
import { parse } from 'node-html-parser';
import { describe, expect, test } from 'vitest';
import type { RunResult } from '../../suites/runner/result.ts';
import { createLargeRun, createSampleRun } from '../sample.ts';
import { formatHtml } from './html.ts';

const read = (run: RunResult) => parse(formatHtml(run), { comment: true });

/** Every text of a run replaced, but for the words that are fixed by the schema. */
function poison(value: unknown, text: string, key = ''): unknown {
  const fixed = ['level', 'outcome', 'severity', 'verdict', 'part'];
  if (typeof value === 'string') return fixed.includes(key) ? value : key === 'id' ? `${value}${text}` : text;
  if (Array.isArray(value)) return value.map((item) => poison(item, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, poison(item, text, name)]));
}

function shapeOf(run: RunResult) {
  const root = read(run);
  const elements = root.querySelectorAll('*');
  return {
    scripts: root.querySelectorAll('script').length,
    strange: elements.filter(({ rawTagName }) =>
      /^(?:img|iframe|object|embed|base|b-x|svg:.*)$/i.test(rawTagName),
    ).length,
    handlers: elements.flatMap((element) =>
      Object.keys(element.attributes).filter((name) => /^on/i.test(name)),
    ),
    addresses: elements.flatMap(({ attributes }) =>
      [attributes.href, attributes.src].filter(
        (url) => url !== undefined && !/^(?:#|https?:|data:,$)/.test(url),
      ),
    ),
  };
}

describe('what a server sent stays text', () => {
  test.each([
    '<script>alert(1)</script>',
    '</script><img src=x onerror=alert(1)>',
    '"><b-x onclick="alert(1)">',
    "' onmouseover='alert(1)",
    'javascript:alert(1)',
    '<!--<script>',
    '</style></title></textarea></details><iframe srcdoc="x">',
    '&lt;img src=x onerror=alert(1)&gt;',
    '`+alert(1)+` {{alert(1)}}',
  ])('%s', (text) => {
    const run = poison(createSampleRun(), text) as RunResult;
    expect(shapeOf(run)).toEqual({ scripts: 2, strange: 0, handlers: [], addresses: [] });
    const evidence = read(run).querySelector('#assay-evidence')?.innerHTML ?? '';
    const unpacked = inflateSync(Buffer.from(evidence, 'base64')).toString();
    expect(JSON.parse(unpacked).exchanges).toEqual(run.exchanges);
  });
});

test('every check is there with its outcome, and reads without JavaScript', () => {
  const run = createSampleRun();
  const root = read(run);
  const rows = root.querySelectorAll('details.check');
  expect(rows.map((row) => row.id)).toEqual(run.checks.map(({ id }) => id));
  for (const [index, check] of run.checks.entries()) {
    const text = rows[index]?.textContent ?? '';
    expect(text).toContain(check.why);
    for (const finding of check.findings) expect(text).toContain(finding.received);
    for (const clause of check.clauses) expect(text).toContain(clause.text);
    expect(rows[index]?.querySelectorAll('.evidence li')).toHaveLength(check.evidence.length);
  }
});

test('the page names what evidence of a release must name', () => {
  const run = createSampleRun();
  const text = read(run).textContent;
  for (const part of [
    run.sentence,
    run.target.name,
    run.target.build ?? '',
    run.ruleset,
    run.evidenceSha256,
    '2026-11-24 02:33:10 UTC',
    `Assay ${run.assay.version}`,
    ...run.guides,
    ...run.limits,
    ...Object.values(run.target.bases),
    ...run.deviations.flatMap(({ id, documented, clause, cost }) => [id, documented, clause, cost]),
  ]) {
    expect(text).toContain(part);
  }
});

test('the policy admits the page’s own style and script by their hashes and no other source', () => {
  const policy = read(createSampleRun())
    .querySelector('meta[http-equiv="Content-Security-Policy"]')
    ?.getAttribute('content');
  expect(policy).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; img-src data:; base-uri 'none'; form-action 'none'$/,
  );
});

test('the same run gives the same bytes', () => {
  expect(formatHtml(createSampleRun())).toBe(formatHtml(createSampleRun()));
});

test('a run without checks, limits and deviations is a page too', () => {
  const run: RunResult = { ...createSampleRun(), checks: [], exchanges: [], deviations: [], limits: [] };
  expect(read(run).querySelectorAll('.limits, .deviations, .attention, details.check')).toHaveLength(0);
});

test('exchanges are embedded once, however many checks use them', () => {
  const run = createLargeRun(1_000, 3_000);
  const embedded = JSON.stringify(run.exchanges).length;
  expect(formatHtml(run).length).toBeLessThan(embedded + 1_000 * 5_000);
  const check = read(createLargeRun(30, 300)).querySelector('details.check');
  expect(check?.querySelectorAll('.evidence li')).toHaveLength(8);
  expect(check?.textContent).toContain('and 4 more exchanges in run.json');
});
