import type { Constraint, Terminology } from '../definition.ts';
import { isObject, objects } from '../json-access.ts';
import { compilePath } from '../path/compile.ts';
import { compileWithLibrary } from '../path/fhirpath.ts';
import type { Kind } from '../path/kinds.ts';
import { hasHtmlContent, isPlainHtml, NATIVE } from '../path/native.ts';
import { Unsupported } from '../path/parse.ts';
import { Annotated, type Collection, EMPTY, FALSE, TRUE, Uncertain } from '../path/values.ts';
import { isPrimitive } from '../primitives.ts';
import { type Reading, readingOf } from '../readings.ts';
import { type Check, type Place, type Run, show } from '../run.ts';
import type { Rule, RuleInput } from './rule.ts';

/** A value set stands in the way of an answer. */
class Undetermined extends Error {}

type Evaluate = (value: unknown, sibling: unknown, run: Run) => Collection;

/** Judged by the strict pass, in every element. */
const ELSEWHERE: ReadonlySet<string> = new Set(['ele-1']);

/** Published invariants (R4 conformance-rules.html#constraints), each as `over` does not have it yet. */
export const invariants: Rule = (input) => {
  const before = new Set(input.over?.constraints.map(identity));
  const inherited = new Set(input.over?.constraints.map(({ key }) => key));
  const checks: Check[] = [];
  for (const constraint of input.element.constraints) {
    const { key, expression } = constraint;
    if (!expression || ELSEWHERE.has(key) || before.has(identity(constraint))) continue;
    // Later publishers reworded the same invariants of the base types.
    if (inherited.has(key) && (NATIVE.has(key) || key.startsWith('txt-'))) continue;
    if (isTypeRule(key, input)) continue;
    checks.push(compileInvariant(constraint, expression, input));
  }
  return checks;
};

const identity = ({ key, expression }: Constraint): string => `${key}\n${expression ?? ''}`;

/** Snapshots repeat the invariants of a data type on its elements; the strict pass judges them at the type. */
function isTypeRule(key: string, { type, element, engine }: RuleInput): boolean {
  if (isPrimitive(type) || !element.id.includes('.')) return false;
  const root = engine.source.type(type)?.elements[0];
  return root?.constraints.some((one) => one.key === key) ?? false;
}

function compileInvariant(constraint: Constraint, expression: string, input: RuleInput): Check {
  const { key } = constraint;
  const report = failure(constraint, expression, input.place);
  if (input.type === 'xhtml' && expression === 'htmlChecks()') {
    const holds = key === 'txt-2' ? hasHtmlContent : isPlainHtml;
    return (value, _sibling, run) => {
      if (typeof value === 'string' && !holds(value)) report(value, run);
    };
  }
  const native = NATIVE.get(key);
  if (native && isPublished(constraint)) {
    return (value, _sibling, run) => {
      if (isObject(value) && !native(value, run)) report(value, run);
    };
  }
  const reading = readingOf(key, expression, input.element.id);
  if (reading) return judgedTwice(constraint, expression, reading, input);
  let evaluate: Evaluate | undefined;
  return (value, sibling, run) => {
    if (value === undefined && sibling === undefined) return;
    try {
      evaluate ??= evaluator(expression, input);
      if (isTrue(evaluate(value, sibling, run))) return;
    } catch (problem) {
      notJudged(constraint, input.place, problem, run);
      return;
    }
    report(value, run);
  };
}

/** A broken expression: an error where its text and our reading agree that it does not hold, else information. */
function judgedTwice(constraint: Constraint, expression: string, reading: Reading, input: RuleInput): Check {
  const report = failure(constraint, expression, input.place);
  const published = lazily(() => evaluator(expression, input));
  const read = lazily(() => evaluator(reading.reading, input));
  return (value, sibling, run) => {
    if (value === undefined && sibling === undefined) return;
    try {
      const holds = isTrue(read()(value, sibling, run));
      const holdsAsPublished = isTrueOr(holds, () => published()(value, sibling, run));
      if (holds !== holdsAsPublished) broken(constraint, reading, holds, input.place, value, run);
      else if (!holds) report(value, run);
    } catch (problem) {
      notJudged(constraint, input.place, problem, run);
    }
  };
}

/** What an expression says; the other answer where it cannot be evaluated, being broken. */
function isTrueOr(otherwise: boolean, evaluate: () => Collection): boolean {
  try {
    return isTrue(evaluate());
  } catch {
    return otherwise;
  }
}

/** An own invariant of a profile may reuse a key of the base types with another meaning. */
const isPublished = ({ source, expression = '' }: Constraint): boolean =>
  source === undefined ||
  /^http:\/\/hl7\.org\/fhir\/StructureDefinition\/\w+$/.test(source) ||
  /^(?:contained|text|extension\.exists|reference\.startsWith|start\.)/.test(expression);

/** FHIR takes an invariant as satisfied by true alone; a single value that is no boolean counts as true. */
const isTrue = (result: Collection): boolean =>
  result.length > 0 && (result.length > 1 || result[0] !== false);

function evaluator(expression: string, input: RuleInput): Evaluate {
  const { engine, base, type } = input;
  const memberOf = membership(engine.source.terminology);
  const context = contextOf(input);
  const library = lazily(() => compileWithLibrary(libraryBase(input), expression, { memberOf }));
  let closure: ((value: unknown, sibling: unknown, run: Run) => Collection) | undefined;
  try {
    const { evaluate } = compilePath(expression, {
      trees: engine.trees,
      memberOf,
      context,
      resource: base?.definition.kind === 'resource' ? base.definition.type : undefined,
    });
    closure = (value, sibling, run) => {
      const focus = [sibling === undefined || !isPrimitive(type) ? value : new Annotated(value, sibling)];
      return evaluate(focus, { run, context: focus });
    };
  } catch (problem) {
    if (!(problem instanceof Unsupported)) throw problem;
  }
  if (!closure) return (value, _sibling, run) => library()(value, run);
  const compiled = closure;
  return (value, sibling, run) => {
    try {
      return compiled(value, sibling, run);
    } catch (problem) {
      if (problem instanceof Uncertain) return library()(value, run);
      throw problem;
    }
  };
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function contextOf({ base, type, engine }: RuleInput): readonly Kind[] {
  const node = base && !isPrimitive(type) ? engine.trees.holder(base, type) : base;
  return [{ type: type || 'BackboneElement', node }];
}

/** What fhirpath.js is told of the focus: the element for anonymous types, the type for the named ones. */
function libraryBase({ base, type, element }: RuleInput): string {
  const anonymous = type === '' || type === 'BackboneElement' || type === 'Element';
  if (!anonymous) return type;
  return (base ?? { element }).element.id.replaceAll(/:[^.]*|\[x\]/g, '');
}

function membership(terminology: Terminology): (items: Collection, valueSet: string) => Collection {
  const answers = new Map<string, ReturnType<Terminology['memberOf']>>();
  const ask = (system: unknown, code: string, valueSet: string) => {
    const coding = { system: typeof system === 'string' ? system : undefined, code };
    const key = `${valueSet}\n${coding.system ?? ''}\n${code}`;
    let answer = answers.get(key);
    if (!answer) {
      answer = terminology.memberOf(valueSet, coding);
      if (answers.size < 20_000) answers.set(key, answer);
    }
    return answer;
  };
  return (items, valueSet) => {
    if (items.length === 0) return EMPTY;
    let unknown: string | undefined;
    for (const { system, code } of items.flatMap(codings)) {
      if (typeof code !== 'string') continue;
      const { answer, reason } = ask(system, code, valueSet);
      if (answer === 'yes') return TRUE;
      if (answer === 'unknown') unknown ??= reason ?? `${valueSet} cannot be enumerated`;
    }
    if (unknown) throw new Undetermined(unknown);
    return FALSE;
  };
}

function codings(item: unknown): { readonly system?: unknown; readonly code?: unknown }[] {
  const value = item instanceof Annotated ? item.value : item;
  if (!isObject(value)) return [{ code: value }];
  return Array.isArray(value.coding) ? [...objects(value.coding)] : [value];
}

const failure =
  ({ key, severity }: Constraint, expression: string, place: Place) =>
  (value: unknown, run: Run): void => {
    const expected = expression.replaceAll(/\s+/g, ' ').trim();
    run.report(place, {
      severity,
      code: 'invariant',
      kind: 'invariant',
      key,
      expected,
      received: show(value),
      message: `Invariant ${key} does not hold: expected ${expected}, received ${show(value)}.`,
    });
  };

function broken(
  { key, expression = '' }: Constraint,
  { why, reading }: Reading,
  holds: boolean,
  place: Place,
  value: unknown,
  run: Run,
): void {
  run.report(place, {
    severity: 'information',
    code: 'informational',
    kind: 'invariant',
    key,
    expected: reading,
    received: show(value),
    message: `Invariant ${key} is published as "${expression}", which is broken (${why}); read as "${reading}", it ${holds ? 'holds' : 'does not hold'}.`,
  });
}

function notJudged({ key, expression = '' }: Constraint, place: Place, problem: unknown, run: Run): void {
  const why = problem instanceof Error ? problem.message : String(problem);
  run.report(place, {
    severity: 'information',
    code: problem instanceof Undetermined ? 'informational' : 'not-supported',
    kind: 'invariant',
    key,
    expected: expression,
    received: why,
    message: `Not judged: invariant ${key}: ${why}.`,
  });
}
