import type { Terminology } from '../definition.ts';
import type { ProfileFinding } from '../finding.ts';
import { isObject, objects } from '../json-access.ts';
import { type Check, type Place, show } from '../run.ts';
import type { Rule } from './rule.ts';

interface Coding {
  readonly system?: string | undefined;
  readonly code: string;
}

type Answer = ReturnType<Terminology['memberOf']>;

const SEVERITY = { required: 'error', extensible: 'warning', preferred: 'information' } as const;
const STRENGTH_WORD = { required: 'must', extensible: 'should', preferred: 'is encouraged to' } as const;

/**
 * Bindings (R4 terminologies.html#strength): outside a required one is an error, outside an extensible one a warning,
 * outside a preferred one information. A value set that cannot be enumerated is said so, never passed in silence.
 */
export const binding: Rule = ({ element, over, place, engine, type }) => {
  const { terminology } = engine.source;
  const bound = element.binding;
  if (!codesOf(type)) return [];
  const checks: Check[] = [];
  if (!bound) return checks;
  const same =
    over?.binding?.valueSet === bound.valueSet &&
    over.binding.strength === bound.strength &&
    over.binding.maxValueSet === bound.maxValueSet;
  if (same) return checks;
  if (bound.strength !== 'example') {
    checks.push(check(bound.valueSet, bound.strength, type, terminology, place));
  }
  if (bound.maxValueSet) checks.push(check(bound.maxValueSet, 'required', type, terminology, place));
  return checks;
};

/** Whether a binding on the type means anything to this rule, and how the codes are read from a value. */
function codesOf(type: string): ((value: unknown) => Coding[]) | undefined {
  switch (type) {
    case 'code':
    case 'string':
    case 'uri':
    case 'canonical':
      return (value) => (typeof value === 'string' ? [{ code: value }] : []);
    case 'Coding':
    case 'Quantity':
      return (value) => (isObject(value) ? coding(value) : []);
    case 'CodeableConcept':
      return (value) => (isObject(value) ? objects(value.coding).flatMap(coding) : []);
    default:
      return undefined;
  }
}

const coding = ({ system, code }: Readonly<Record<string, unknown>>): Coding[] =>
  typeof code === 'string' ? [{ system: typeof system === 'string' ? system : undefined, code }] : [];

function check(
  valueSet: string,
  strength: keyof typeof SEVERITY,
  type: string,
  terminology: Terminology,
  place: Place,
): Check {
  const read = codesOf(type) ?? (() => []);
  const answers = new Map<string, Answer>();
  const ask = (code: Coding): Answer => {
    const key = `${code.system ?? ''}\n${code.code}`;
    let answer = answers.get(key);
    if (!answer) {
      answer = terminology.memberOf(valueSet, code);
      if (answers.size < 10_000) answers.set(key, answer);
    }
    return answer;
  };
  const expected = `a code of ${valueSet}`;
  return (value, _sibling, run) => {
    if (value === undefined) return;
    const codes = read(value);
    let reason: string | undefined;
    let unknown = false;
    for (const code of codes) {
      const { answer, reason: why } = ask(code);
      if (answer === 'yes') return;
      if (answer === 'unknown') {
        unknown = true;
        reason ??= why;
      }
    }
    if (codes.length === 0 && type === 'Quantity') return;
    const severity: ProfileFinding['severity'] = unknown ? 'information' : SEVERITY[strength];
    const received =
      codes.length === 0
        ? `no code in ${show(value)}`
        : codes.map(({ system, code }) => (system ? `${system}#${code}` : code)).join(', ');
    run.report(place, {
      severity,
      code: unknown ? 'informational' : 'code-invalid',
      kind: 'binding',
      key: valueSet,
      expected,
      received,
      message: unknown
        ? `Not judged: whether ${received} is ${expected} (${strength}): ${reason ?? 'the value set cannot be enumerated'}.`
        : `The value ${STRENGTH_WORD[strength]} hold ${expected} (${strength}), received ${received}.`,
    });
  };
}

/** A code that its own system does not define, wherever it stands (R4 datatypes.html#Coding). */
export function codeExists(terminology: Terminology, place: Place): Check {
  return (value, _sibling, run) => {
    if (!isObject(value) || typeof value.system !== 'string' || typeof value.code !== 'string') return;
    if (terminology.exists(value.system, value.code) !== 'no') return;
    run.report(place, {
      severity: 'warning',
      code: 'code-invalid',
      kind: 'binding',
      key: value.system,
      expected: `a code that ${value.system} defines`,
      received: value.code,
    });
  };
}
