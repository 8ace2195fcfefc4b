/** Parts of HumanName and Address that every search by text looks at. */
const SURE = new Set(['family', 'given', 'line', 'city', 'state', 'postalCode']);
/** Parts that are no text. */
const NOT_TEXT = new Set(['use', 'type', 'period', 'id', 'extension']);

export interface Text {
  readonly text: string;
  /**
   * False for parts of a name or an address that a server may look at or not: the search is the server's to define
   * (FHIR R4 patient.html#search, name and address).
   */
  readonly sure: boolean;
}

/** The texts of a string, a name or an address. */
export function textsOf(value: unknown): Text[] {
  if (typeof value === 'string') return [{ text: value, sure: true }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]: [string, unknown]) => {
    if (NOT_TEXT.has(name) || name.startsWith('_')) return [];
    const texts = Array.isArray(item) ? item : [item];
    return texts.flatMap((text) => (typeof text === 'string' ? [{ text, sure: SURE.has(name) }] : []));
  });
}
