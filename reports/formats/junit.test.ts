import { parse } from 'node-html-parser';
import { expect, test } from 'vitest';
import type { CheckResult, RunResult } from '../../suites/runner/result.ts';
import { createSampleRun } from '../sample.ts';
import { formatJunit } from './junit.ts';
import { xmlAttribute, xmlContent } from './xml-text.ts';

/** Throws unless `xml` is well-formed as far as this format goes: tags nest, attributes are quoted, text is escaped. */
function assertWellFormed(xml: string): void {
  const name = '[a-z][a-z-]*';
  const attributes = `(?:\\s${name}="(?:[^<&"]|&(?:amp|lt|gt|quot|#\\d+);)*")*`;
  const piece = new RegExp(
    `<\\?xml[^?]*\\?>|<(${name})${attributes}(/?)>|</(${name})>|(?:[^<&]|&(?:amp|lt|gt|quot|#\\d+);)+`,
    'y',
  );
  const open: string[] = [];
  while (piece.lastIndex < xml.length) {
    const at = piece.lastIndex;
    const match = piece.exec(xml);
    if (match === null) throw new Error(`not well-formed at ${JSON.stringify(xml.slice(at, at + 80))}`);
    if (match[0].includes(']]>')) throw new Error('"]]>" in text');
    if (match[1] !== undefined && match[2] === '') open.push(match[1]);
    if (match[3] !== undefined && open.pop() !== match[3])
      throw new Error(`</${match[3]}> closes another element`);
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)}> is not closed`);
}

const read = (run: RunResult) => parse(formatJunit(run));
const withChecks = (change: (check: CheckResult) => CheckResult): RunResult => {
  const run = createSampleRun();
  return { ...run, checks: run.checks.map(change) };
};

test('each suite is a testsuite whose counts agree with its cases', () => {
  const run = createSampleRun();
  const root = read(run);
  const suites = root.querySelectorAll('testsuite');
  expect(suites.map((suite) => suite.getAttribute('name'))).toEqual(run.suites);
  for (const suite of [root.querySelector('testsuites'), ...suites]) {
    const count = (tag: string) => String(suite?.querySelectorAll(tag).length);
    expect(suite?.getAttribute('tests')).toBe(count('testcase'));
    expect(suite?.getAttribute('failures')).toBe(count('failure'));
    expect(suite?.getAttribute('errors')).toBe(count('error'));
    expect(suite?.getAttribute('skipped')).toBe(count('skipped'));
  }
  expect(root.querySelectorAll('testcase')).toHaveLength(run.counts.checks);
  expect(root.querySelectorAll('failure')).toHaveLength(run.counts.failures);
});

test('only failures and harness errors break a build; the rest passes with its text or is skipped with its reason', () => {
  const cases = read(createSampleRun()).querySelectorAll('testcase');
  const elementOf = (id: string) =>
    cases.find((item) => item.getAttribute('name')?.includes(`(${id})`))?.firstElementChild?.rawTagName;
  expect(elementOf('oauth.authorize.code-reuse-refused')).toBe('failure');
  expect(elementOf('provider-directory.paging.pages-are-complete')).toBe('error');
  expect(elementOf('oauth.token.token-wrong-secret-challenge')).toBe('system-out');
  expect(elementOf('oauth.token.token-response-members')).toBe('system-out');
  expect(elementOf('patient-access.capability.declares-searches')).toBe('system-out');
  expect(elementOf('fhir.read.conditional-read')).toBe('system-out');
  expect(elementOf('oauth.refresh.refresh-rotates')).toBe('skipped');
  expect(elementOf('fhir.read.version-read')).toBe('skipped');
  expect(elementOf('oauth.authorize.consent-names-the-app')).toBe('skipped');
  expect(elementOf('oauth.token.token-basic-ok')).toBeUndefined();
});

test('an incomplete run is never green, even when all its checks pass', () => {
  const run = withChecks((check) => ({ ...check, outcome: 'pass', findings: [] }));
  expect(read({ ...run, verdict: 'conforms' }).querySelectorAll('error')).toHaveLength(0);
  const root = read({ ...run, verdict: 'incomplete', sentence: 'Incomplete: the login failed.' });
  expect(root.querySelector('error')?.getAttribute('message')).toContain('the login failed');
  expect(root.querySelector('testsuites')?.getAttribute('errors')).toBe('1');
});

test('the document is well-formed, whatever a server sent', () => {
  const hostile = `]]></failure><testcase name="x"/> & "quoted" 'q' \u0000\u001b\uffff\ud800 \r\n\t𝒳`;
  const run = withChecks((check) => ({
    ...check,
    title: hostile,
    message: hostile,
    fix: hostile,
    findings: check.findings.map((finding) => ({
      ...finding,
      what: hostile,
      received: hostile,
      cost: hostile,
    })),
  }));
  assertWellFormed(formatJunit(createSampleRun()));
  assertWellFormed(formatJunit({ ...run, verdict: 'incomplete', sentence: hostile, limits: [hostile] }));
  expect(read(run).querySelectorAll('testcase')).toHaveLength(run.counts.checks);
});

test.each([
  ['a & b', 'a &amp; b', 'a &amp; b'],
  ['<a href="x">', '&lt;a href=&quot;x&quot;&gt;', '&lt;a href="x"&gt;'],
  ['two\nlines\t', 'two&#10;lines&#9;', 'two\nlines\t'],
  ['\u0000\u001b\ufffe', '\\u0000\\u001b\\ufffe', '\\u0000\\u001b\\ufffe'],
  ['half \ud83d whole 😀', 'half \\ud83d whole 😀', 'half \\ud83d whole 😀'],
])('%j is escaped for attributes and for content', (text, attribute, content) => {
  expect(xmlAttribute(text)).toBe(attribute);
  expect(xmlContent(text)).toBe(content);
});

test('the well-formedness check can fail', () => {
  for (const bad of ['<a>', '<a></b>', '<a>&</a>', '<a b="<"/>', '<a>]]></a>']) {
    expect(() => assertWellFormed(bad)).toThrow();
  }
});
