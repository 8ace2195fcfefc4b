/** Where a resource departs from the shape that FHIR R4 gives its type. */
export interface ShapeFinding {
  /** FHIRPath of the element, such as `Observation.component[1].code`. */
  readonly path: string;
  readonly expected: string;
  /** What stood there, shortened. */
  readonly received: string;
  /** One sentence with all of it. */
  readonly message: string;
}

const LONGEST = 60;

export function finding(path: string, expected: string, received: unknown): ShapeFinding {
  const shown = describe(received);
  return { path, expected, received: shown, message: `${path}: expected ${expected}, received ${shown}` };
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** FHIRPath of a member: `Patient.name` + 0 → `Patient.name[0]`. */
export function childPath(path: string, key: string | number): string {
  return typeof key === 'number' ? `${path}[${key}]` : `${path}.${key}`;
}
