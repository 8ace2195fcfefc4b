/** Members under which texts tell who somebody is or how to reach them. */
const PERSONAL = new Set(
  'name address telecom identifier contact photo text subscriberId birthDate deceasedDateTime'.split(' '),
);

/** Members that carry codes even there. */
const CODED = new Set('system use code type resourceType status url rank period start end'.split(' '));

/**
 * Hides what identifies a member in a FHIR JSON body: names, addresses, contact points, identifiers, birth and death
 * dates, narratives. Codes, amounts, structure and resource ids stay, so that a finding can still be followed.
 * A body that is not JSON is hidden whole, because nothing in it can be told apart.
 */
export function maskMemberData(body: string): string {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return '[hidden: member data that is not JSON]';
  }
  return JSON.stringify(hide(value, false));
}

function hide(value: unknown, personal: boolean): unknown {
  if (typeof value === 'string') return personal ? '[hidden]' : value;
  if (Array.isArray(value)) return value.map((item) => hide(item, personal));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      hide(item, (personal && !CODED.has(key)) || PERSONAL.has(key)),
    ]),
  );
}
