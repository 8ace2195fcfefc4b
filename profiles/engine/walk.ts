import { childPath, finding, type ShapeFinding } from './shape-finding.ts';
import { definitionOf, shapes } from './shapes.ts';

const DATES: ReadonlySet<string> = new Set(['date', 'dateTime', 'instant']);

/** What JSON Schema leaves open: missing elements, double choices, emptiness, misplaced nulls, dates that do not exist. */
export function findGaps(value: object, definition: string, path: string): ShapeFinding[] {
  const findings: ShapeFinding[] = [];
  walkObject(value, definition, path, findings);
  return findings;
}

function walkObject(value: object, definition: string, path: string, findings: ShapeFinding[]): void {
  const entries = Object.entries(value);
  if (entries.length === 0) {
    findings.push(finding(path, 'a value or children (ele-1)', value));
    return;
  }
  const present = new Set(entries.map(([key]) => (key.startsWith('_') ? key.slice(1) : key)));
  checkPresence(present, definition, path, findings);
  const properties = shapes().definitions[definition]?.properties ?? {};
  for (const [key, child] of entries) {
    const shape = properties[key];
    // Unknown elements are the schema's finding; inner resources are validated as resources of their own.
    if (!shape || (shape.type === 'object' && !shape.$ref) || shape.items?.type === 'object') continue;
    const at = childPath(path, key);
    const name = definitionOf(shape);
    if (!Array.isArray(child)) {
      walkValue(child, name, at, findings);
      continue;
    }
    if (child.length === 0) findings.push(finding(at, 'an array with entries, or none', child));
    const sibling = Object.entries(value).find(
      ([other]) => other === (key.startsWith('_') ? key.slice(1) : `_${key}`),
    )?.[1];
    for (const [index, item] of child.entries()) {
      const itemAt = childPath(at, index);
      if (item !== null) walkValue(item, name, itemAt, findings);
      else if (!Array.isArray(sibling) || (sibling[index] ?? null) === null) {
        findings.push(finding(itemAt, 'null only beside an extension or value at the same place', item));
      }
    }
  }
}

function checkPresence(
  present: ReadonlySet<string>,
  definition: string,
  path: string,
  findings: ShapeFinding[],
): void {
  const choices = shapes().choices[definition] ?? {};
  for (const element of shapes().required[definition] ?? []) {
    const names = choices[element] ?? [element];
    if (!names.some((name) => present.has(name))) {
      findings.push(finding(childPath(path, element), 'an element with a minimum of 1', undefined));
    }
  }
  for (const [element, names] of Object.entries(choices)) {
    const chosen = names.filter((name) => present.has(name));
    if (chosen.length > 1) findings.push(finding(childPath(path, element), 'one type of the choice', chosen));
  }
}

function walkValue(value: unknown, name: string | undefined, path: string, findings: ShapeFinding[]): void {
  if (typeof value === 'string') {
    if (value === '') findings.push(finding(path, 'text, or no element', value));
    else if (name && DATES.has(name) && !dateExists(value))
      findings.push(finding(path, 'a day of the calendar', value));
  } else if (value === null) {
    findings.push(finding(path, 'a value, or no element', value));
  } else if (typeof value === 'object' && name && !Array.isArray(value)) {
    walkObject(value, name, path, findings);
  }
}

function dateExists(text: string): boolean {
  const parts = /^(\d{4})-(\d\d)-(\d\d)/.exec(text);
  if (!parts) return true;
  const [, year, month, day] = parts.map(Number);
  return Number(day) <= new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
}
