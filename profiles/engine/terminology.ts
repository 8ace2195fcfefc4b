import type { Terminology } from './definition.ts';
import { GRAMMAR_SYSTEMS } from './grammar-systems.ts';
import type { Clause, CodeSystemFacts, TerminologyFacts, ValueSetFacts } from './terminology-facts.ts';

interface Answer {
  readonly answer: 'yes' | 'no' | 'unknown';
  readonly reason?: string;
}

/** Whether a clause holds a coding; the system is absent for a plain code. */
type Test = (system: string | undefined, code: string) => Answer;

const YES: Answer = { answer: 'yes' };
const NO: Answer = { answer: 'no' };
const unknown = (reason: string): Answer => ({ answer: 'unknown', reason });

/**
 * Answers about codes from what value sets and code systems say themselves, with no terminology server: listed
 * codes, whole code systems, filters over a hierarchy that is at hand, and value sets that import others. Each value
 * set is compiled when it is first asked for.
 *
 * @param facts value sets and code systems; an unversioned look-up there decides which version counts
 */
export function createTerminology(facts: TerminologyFacts): Terminology {
  const tests = new Map<string, Test>();

  /** @param within value sets being compiled, against imports in a circle */
  const testOf = (canonical: string, within: readonly string[]): Test => {
    let test = tests.get(canonical);
    if (!test) {
      const valueSet = facts.valueSet(canonical);
      if (!valueSet) test = always(unknown(notLoaded(canonical)));
      else if (within.includes(canonical)) test = always(unknown(`value set ${canonical} imports itself`));
      else test = compile(valueSet, facts, (imported) => testOf(imported, [...within, canonical]));
      tests.set(canonical, test);
    }
    return test;
  };

  return {
    memberOf: (valueSet, { system, code }) => testOf(valueSet, [])(system, code),
    exists(system, code) {
      const grammar = GRAMMAR_SYSTEMS.get(system);
      if (grammar) return grammar.has(code) ? 'yes' : 'no';
      const versions = facts.codeSystems(system);
      if (versions.some((version) => hasCode(version, code))) return 'yes';
      return versions.some((version) => version.content === 'complete') ? 'no' : 'unknown';
    },
  };
}

/** Value sets of VSAC and PHIN VADS are named by guides, but kept by their owners. */
function notLoaded(canonical: string): string {
  const host = URL.canParse(canonical) ? new URL(canonical).host : '';
  const owner = host === '' || host.endsWith('hl7.org') ? '' : `: ${host} keeps it, outside the guide`;
  return `value set ${canonical} is not loaded${owner}`;
}

const always =
  (answer: Answer): Test =>
  () =>
    answer;

function compile(
  valueSet: ValueSetFacts,
  facts: TerminologyFacts,
  testOf: (canonical: string) => Test,
): Test {
  const name = `value set ${valueSet.url}`;
  if (valueSet.include.length === 0) {
    return always(unknown(`${name} is published without its composition`));
  }
  const includes = valueSet.include.map((clause) => clauseTest(clause, facts, testOf, name));
  const excludes = valueSet.exclude.map((clause) => clauseTest(clause, facts, testOf, name));
  return (system, code) => {
    const included = anyOf(includes, system, code);
    if (included.answer === 'no' || excludes.length === 0) return included;
    const excluded = anyOf(excludes, system, code);
    if (excluded.answer === 'yes') return NO;
    return excluded.answer === 'unknown' ? excluded : included;
  };
}

function anyOf(tests: readonly Test[], system: string | undefined, code: string): Answer {
  let answer = NO;
  for (const test of tests) {
    const found = test(system, code);
    if (found.answer === 'yes') return found;
    if (found.answer === 'unknown') answer = found;
  }
  return answer;
}

function clauseTest(
  clause: Clause,
  facts: TerminologyFacts,
  testOf: (canonical: string) => Test,
  name: string,
): Test {
  const imports = (clause.valueSets ?? []).map(testOf);
  const own = clause.system === undefined ? undefined : systemTest(clause.system, clause, facts, name);
  const parts = own ? [own, ...imports] : imports;
  if (parts.length === 1 && parts[0]) return parts[0];
  return (system, code) => {
    let answer = YES;
    for (const test of parts) {
      const found = test(system, code);
      if (found.answer === 'no') return found;
      if (found.answer === 'unknown') answer = found;
    }
    return answer;
  };
}

function systemTest(url: string, clause: Clause, facts: TerminologyFacts, name: string): Test {
  const ofSystem =
    (has: (code: string) => Answer): Test =>
    (system, code) =>
      system === undefined || system === url ? has(code) : NO;
  const codeSystem = facts.codeSystem(clause.version ? `${url}|${clause.version}` : url);
  if (clause.codes) {
    const fold = codeSystem && !codeSystem.caseSensitive ? lowerCase : identity;
    const codes = new Set(clause.codes.map(fold));
    return ofSystem((code) => (codes.has(fold(code)) ? YES : NO));
  }
  const grammar = GRAMMAR_SYSTEMS.get(url);
  if (!grammar && codeSystem?.content !== 'complete') {
    const why = codeSystem
      ? `whose codes are not all published with it (content ${codeSystem.content})`
      : 'whose codes are not at hand';
    return ofSystem(() => unknown(`${name} draws on ${url}, ${why}`));
  }
  const filters = (clause.filters ?? []).map((filter) => {
    const test = codeSystem ? filterTest(filter, codeSystem) : grammarFilterTest(filter, url);
    const said = `${filter.property} ${filter.op} ${filter.value}`;
    return { test, reason: `${name} filters ${url} by ${said}, which cannot be evaluated here` };
  });
  return ofSystem((code) => {
    const exists = codeSystem ? hasCode(codeSystem, code) : grammar?.has(code);
    if (!exists) return NO;
    for (const { test, reason } of filters) {
      const passes = test?.(code);
      if (passes === undefined) return unknown(reason);
      if (!passes) return NO;
    }
    return YES;
  });
}

const identity = (code: string): string => code;
const lowerCase = (code: string): string => code.toLowerCase();

function hasCode(codeSystem: CodeSystemFacts, code: string): boolean {
  if (codeSystem.codes.has(code)) return true;
  if (codeSystem.caseSensitive) return false;
  const folded = code.toLowerCase();
  return codeSystem.codes.keys().some((known) => known.toLowerCase() === folded);
}

type Filter = NonNullable<Clause['filters']>[number];
type FilterTest = ((code: string) => boolean | undefined) | undefined;

/** The operators of R4 valueset-filter-operator that a hierarchy alone answers; `undefined` for all others. */
function filterTest({ property, op, value }: Filter, codeSystem: CodeSystemFacts): FilterTest {
  if (property === 'code' && op === 'regex') {
    const pattern = regex(value);
    return pattern && ((code) => pattern.test(code));
  }
  if (property === 'parent' && op === '=') {
    return (code) => codeSystem.codes.get(code)?.includes(value) ?? false;
  }
  if (property !== 'concept' && property !== 'code') return undefined;
  const below = (code: string): boolean => isBelow(codeSystem, code, value, new Set());
  switch (op) {
    case '=':
      return (code) => code === value;
    case 'is-a':
      return (code) => code === value || below(code);
    case 'descendent-of':
      return below;
    case 'is-not-a':
      return (code) => code !== value && !below(code);
    case 'generalizes':
      return (code) => code === value || isBelow(codeSystem, value, code, new Set());
    case 'in':
    case 'not-in': {
      const codes = new Set(value.split(',').map((item) => item.trim()));
      return (code) => codes.has(code) === (op === 'in');
    }
    default:
      return undefined;
  }
}

function grammarFilterTest({ property, op, value }: Filter, url: string): FilterTest {
  const grammar = GRAMMAR_SYSTEMS.get(url);
  if (op !== 'exists' || !grammar?.part) return undefined;
  return (code) => {
    const present = grammar.part?.(code, property);
    return present === undefined ? undefined : present === (value === 'true');
  };
}

/** @param seen codes already visited, against a hierarchy in a circle */
function isBelow(codeSystem: CodeSystemFacts, code: string, ancestor: string, seen: Set<string>): boolean {
  if (seen.has(code)) return false;
  seen.add(code);
  const parents = codeSystem.codes.get(code) ?? [];
  return parents.includes(ancestor) || parents.some((parent) => isBelow(codeSystem, parent, ancestor, seen));
}

/** A published pattern, whole match; `undefined` where it is not one that JavaScript reads. */
function regex(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u');
  } catch {
    return undefined;
  }
}
