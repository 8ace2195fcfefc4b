import type { Definitions } from './definitions.ts';
import type { ElementNode } from './nodes.ts';
import type { Sought } from './query.ts';

/** How the values of a resource answer a search, written down a second time from FHIR R4 search.html. */

type Json = Readonly<Record<string, unknown>>;

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

export interface Token {
  readonly system?: unknown;
  readonly code?: unknown;
}

export function tokensOf({ type, data }: ElementNode, impliedSystem: string | undefined): Token[] {
  if (!isJson(data)) return [{ system: type === 'code' ? impliedSystem : undefined, code: String(data) }];
  if (type === 'Identifier') return [{ system: data.system, code: data.value }];
  return type === 'CodeableConcept' ? listOf(data.coding).filter(isJson) : [data];
}

export function isToken(
  { system, code }: Token,
  sought: { readonly system?: string; readonly code?: string },
  { isCaseSensitive }: Pick<Definitions, 'isCaseSensitive'>,
  isId = false,
): boolean {
  if (sought.system !== undefined && sought.system !== (system ?? '')) return false;
  if (sought.code === undefined || sought.code === '') return sought.system !== undefined;
  if (typeof code !== 'string') return false;
  const exact = isId || (typeof system === 'string' && isCaseSensitive(system));
  return exact ? code === sought.code : code.toUpperCase() === sought.code.toUpperCase();
}

export function textsOf({ type, data }: ElementNode): string[] {
  if (!isJson(data)) return [];
  const concept = type === 'Identifier' ? data.type : data;
  if (!isJson(concept)) return [];
  const displays = type === 'Identifier' ? [] : type === 'Coding' ? [data] : listOf(concept.coding);
  const texts = type === 'Coding' ? [] : [concept.text];
  return [...texts, ...displays.map((one) => (isJson(one) ? one.display : undefined))].flatMap(asText);
}

const parts: Readonly<Record<string, readonly string[]>> = {
  HumanName: ['text', 'family', 'given', 'prefix', 'suffix'],
  Address: ['text', 'line', 'city', 'district', 'state', 'postalCode', 'country'],
};

export function stringsOf({ type, data }: ElementNode): string[] {
  if (!isJson(data)) return asText(data);
  return (parts[type] ?? []).flatMap((name) => listOf(data[name])).flatMap(asText);
}

function asText(value: unknown): string[] {
  return typeof value === 'string' && value !== '' ? [value] : [];
}

export function plain(text: string): string {
  const bare = text.normalize('NFD').replaceAll(/[\u0300-\u036f]/g, '');
  return bare.toLocaleLowerCase('en').split(/\s+/).filter(Boolean).join(' ');
}

/** From the first millisecond to the one after the last. */
export type Stretch = readonly [from: number, until: number];

const steps = { year: 4, month: 7, day: 10, minute: 16, second: 19 };

/** The stretch of a date, dateTime or instant as far as its digits go; without a time zone in UTC. */
export function stretchOf(text: string): Stretch {
  const [, date = '', time = '', zone = 'Z'] = /^([\d-]+)(?:T([\d:.]+))?(Z|[+-]\d\d:\d\d)?$/.exec(text) ?? [];
  const written = time === '' ? date : `${date}T${time}`;
  const from = Date.parse(`${written}${'0000-01-01T00:00:00'.slice(written.length)}${zone}`);
  const start = new Date(Date.parse(`${written}${'0000-01-01T00:00:00'.slice(written.length)}Z`));
  if (written.length === steps.year) start.setUTCFullYear(start.getUTCFullYear() + 1);
  else if (written.length === steps.month) start.setUTCMonth(start.getUTCMonth() + 1);
  else if (written.length === steps.day) start.setUTCDate(start.getUTCDate() + 1);
  else if (written.length === steps.minute) start.setUTCMinutes(start.getUTCMinutes() + 1);
  else if (written.length === steps.second) start.setUTCSeconds(start.getUTCSeconds() + 1);
  else start.setTime(start.getTime() + 10 ** Math.max(0, 3 - (written.split('.')[1] ?? '').length));
  const offset = from - Date.parse(`${written}${'0000-01-01T00:00:00'.slice(written.length)}Z`);
  return [from, start.getTime() + offset];
}

export function stretchesOf({ type, data }: ElementNode): Stretch[] {
  if (typeof data === 'string') {
    const [from, until] = stretchOf(data);
    return [[from, type === 'instant' ? from + 1 : until]];
  }
  if (!isJson(data)) return [];
  if (type === 'Period') return period(data);
  if (type !== 'Timing') return [];
  const bounds =
    isJson(data.repeat) && isJson(data.repeat.boundsPeriod) ? period(data.repeat.boundsPeriod) : [];
  const all = [...listOf(data.event).flatMap(asText).map(stretchOf), ...bounds];
  return all.length === 0 ? [] : [[Math.min(...all.map(([a]) => a)), Math.max(...all.map(([, b]) => b))]];
}

function period({ start, end }: Json): Stretch[] {
  if (start === undefined && end === undefined) return [];
  return [
    [
      typeof start === 'string' ? stretchOf(start)[0] : Number.NEGATIVE_INFINITY,
      typeof end === 'string' ? stretchOf(end)[1] : Number.POSITIVE_INFINITY,
    ],
  ];
}

export function isDate([a, b]: Stretch, sought: Extract<Sought, { is: 'date' }>, now: number): boolean {
  const [c, d] = stretchOf(sought.text);
  const contains = c <= a && b <= d;
  switch (sought.prefix) {
    case 'ne':
      return !contains;
    case 'gt':
      return b > d;
    case 'lt':
      return a < c;
    case 'ge':
      return b > d || contains;
    case 'le':
      return a < c || contains;
    case 'sa':
      return a >= d;
    case 'eb':
      return b <= c;
    case 'ap': {
      // A tenth of the gap between now and the date, as recommended.
      const gap = Math.max(0, c - now, now - d) / 10;
      return a < d + gap && b > c - gap;
    }
    default:
      return contains;
  }
}

export interface Amount extends Json {
  readonly low: number;
  readonly high: number;
}

export function amountsOf({ type, data }: ElementNode): Amount[] {
  if (typeof data === 'number') return [{ low: data, high: data }];
  if (!isJson(data)) return [];
  if (type === 'Range') {
    const low = isJson(data.low) ? data.low : undefined;
    const high = isJson(data.high) ? data.high : undefined;
    if (!low && !high) return [];
    return [
      {
        ...(low ?? high),
        low: typeof low?.value === 'number' ? low.value : Number.NEGATIVE_INFINITY,
        high: typeof high?.value === 'number' ? high.value : Number.POSITIVE_INFINITY,
      },
    ];
  }
  const { value, comparator } = data;
  if (typeof value !== 'number') return [];
  const low = String(comparator).startsWith('<') ? Number.NEGATIVE_INFINITY : value;
  const high = String(comparator).startsWith('>') ? Number.POSITIVE_INFINITY : value;
  return [{ ...data, low, high }];
}

export function isAmount(amount: Amount, sought: Extract<Sought, { is: 'quantity' }>): boolean {
  const { code, system } = sought;
  if (code !== undefined) {
    const isUnit = system
      ? amount.code === code && amount.system === system
      : [amount.code, amount.unit].includes(code);
    if (!isUnit) return false;
  }
  const value = Number(sought.text);
  const decimals = sought.text.split('.')[1]?.length ?? 0;
  const half = 5 * 10 ** -(decimals + 1);
  const near = (a: number) => Number(a.toFixed(decimals + 2));
  const isEqual = amount.low >= near(value - half) && amount.high < near(value + half);
  const margin = Math.abs(value) / 10;
  const answers: Readonly<Record<typeof sought.prefix, boolean>> = {
    '': isEqual,
    eq: isEqual,
    ne: !isEqual,
    gt: amount.high > value,
    lt: amount.low < value,
    ge: amount.high >= value,
    le: amount.low <= value,
    sa: amount.low > value,
    eb: amount.high < value,
    ap: amount.low <= value + margin && amount.high >= value - margin,
  };
  return answers[sought.prefix];
}

/** By the angle between two directions from the middle of the earth; not a number for what is no position. */
export function metersTo(node: ElementNode | undefined, latitude: number, longitude: number): number {
  const data = isJson(node?.data) ? node.data : {};
  const direction = (north: unknown, east: unknown) => {
    const [a, b] = [(Number(north) * Math.PI) / 180, (Number(east) * Math.PI) / 180];
    return [Math.cos(a) * Math.cos(b), Math.cos(a) * Math.sin(b), Math.sin(a)] as const;
  };
  const [x, y, z] = direction(data.latitude, data.longitude);
  const [u, v, w] = direction(latitude, longitude);
  const across = Math.hypot(y * w - z * v, z * u - x * w, x * v - y * u);
  return Math.atan2(across, x * u + y * v + z * w) * 6371008.8;
}

export function isNear(
  node: ElementNode,
  { latitude, longitude, distance, units }: Extract<Sought, { is: 'near' }>,
): boolean {
  return metersTo(node, latitude, longitude) <= distance * (units === 'm' ? 1 : 1000);
}
