import type { FhirResource } from 'fhir/r4.js';
import type { Draw } from './draw.ts';
import type { ElementNode } from './nodes.ts';
import type { Oracle } from './oracle.ts';
import type { Prefix, Sought } from './query.ts';
import { amountsOf, isJson, listOf, metersTo, stretchesOf, stringsOf, textsOf, tokensOf } from './values.ts';
import type { World } from './world.ts';

export interface Asked {
  readonly type: string;
  readonly name: string;
  /** Type of the parameter, as advertised. */
  readonly kind: string;
  readonly modifier?: string;
  readonly prefix?: Prefix;
}

/** Draws a value that some resource has, one near it, or one that none has. */
export function drawValue(asked: Asked, world: World, oracle: Oracle, draw: Draw): Sought {
  if (asked.modifier === 'missing') return { is: 'missing', missing: draw.chance(0.5) };
  const node = drawNode(asked, world, oracle, draw);
  if (asked.modifier === 'text')
    return { is: 'text', text: drawText(node ? textsOf(node) : [], asked.modifier, draw) };
  if (asked.modifier === 'of-type') return drawTyped(node, draw);
  if (asked.modifier === 'identifier') return drawIdentifier(node, draw);
  switch (asked.kind) {
    case 'token':
      return drawToken(node, draw);
    case 'date':
      return { is: 'date', prefix: asked.prefix ?? '', text: drawDate(node, draw) };
    case 'quantity':
    case 'number':
      return drawQuantity(node, asked.prefix ?? '', draw);
    case 'reference':
      return drawReference(node, asked.modifier, world, draw);
    case 'special':
      return drawNear(node, draw);
    case 'uri':
      return { is: 'text', text: drawUri(node, draw) };
    default:
      return { is: 'text', text: drawText(node ? stringsOf(node) : [], asked.modifier, draw) };
  }
}

function drawNode({ type, name }: Asked, world: World, oracle: Oracle, draw: Draw): ElementNode | undefined {
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const resource: FhirResource | undefined = draw.maybe(world.ofType(type));
    const node = resource && draw.maybe(oracle.nodes(resource, name));
    if (node) return node;
  }
  return undefined;
}

function drawToken(node: ElementNode | undefined, draw: Draw): Sought {
  const value = node && draw.maybe(tokensOf(node, undefined));
  const code = typeof value?.code === 'string' ? value.code : 'no-such-code';
  const system = typeof value?.system === 'string' ? value.system : undefined;
  switch (draw.int(8)) {
    case 0:
      return { is: 'token', system: '', code };
    case 1:
      return { is: 'token', system: system ?? 'urn:none', code: '' };
    case 2:
      return { is: 'token', code: draw.chance(0.5) ? code.toUpperCase() : code.toLowerCase() };
    case 3:
      return { is: 'token', system: 'urn:other', code };
    case 4:
    case 5:
      return system === undefined ? { is: 'token', code } : { is: 'token', system, code };
    default:
      return { is: 'token', code };
  }
}

function drawTyped(node: ElementNode | undefined, draw: Draw): Sought {
  const data = isJson(node?.data) ? node.data : {};
  const concept = isJson(data.type) ? data.type : {};
  const coding = draw.maybe(listOf(concept.coding).filter(isJson)) ?? {};
  return {
    is: 'typed',
    system: String(coding.system ?? 'urn:none'),
    code: draw.chance(0.2) ? 'XX' : String(coding.code ?? 'XX'),
    value: String(data.value ?? 'none'),
  };
}

function drawIdentifier(node: ElementNode | undefined, draw: Draw): Sought {
  const data = isJson(node?.data) ? node.data : {};
  const identifier = isJson(data.identifier) ? data.identifier : {};
  const code = String(identifier.value ?? 'none');
  return draw.chance(0.5)
    ? { is: 'token', code }
    : { is: 'token', system: String(identifier.system ?? 'urn:none'), code };
}

function drawText(texts: readonly string[], modifier: string | undefined, draw: Draw): string {
  const text = draw.maybe(texts) ?? 'nothing like it';
  const whole = modifier === 'exact' && draw.chance(0.7);
  const start = modifier === 'contains' ? draw.int(text.length) : 0;
  const part = whole ? text : text.slice(start, start + 1 + draw.int(text.length));
  const cased = draw.chance(0.3) ? part.toUpperCase() : part;
  return cased.trim() === '' ? 'a' : cased;
}

const day = 86_400_000;

function drawDate(node: ElementNode | undefined, draw: Draw): string {
  const stretch = node && draw.maybe(stretchesOf(node));
  const ends = (stretch ?? []).filter(Number.isFinite);
  const from = draw.maybe(ends) ?? Date.parse('2024-03-05T10:20:30Z');
  const shift = draw.pick([0, 0, 0, -1, 1, -day, day, -30 * day, 365 * day]);
  const text = new Date(from + shift).toISOString();
  const length = draw.pick([4, 7, 10, 10, 10, 16, 19, 23]);
  const zone = length > 10 ? draw.pick(['Z', 'Z', '', '+02:00', '-05:30']) : '';
  return text.slice(0, length) + zone;
}

function drawQuantity(node: ElementNode | undefined, prefix: Prefix, draw: Draw): Sought {
  const amount = node && draw.maybe(amountsOf(node));
  const value = amount && Number.isFinite(amount.low) ? amount.low : 5.4;
  const text = (value + draw.pick([0, 0, 0, 0.1, -1, 10])).toFixed(draw.pick([0, 1, 2]));
  const units = [amount?.code, amount?.unit].filter((unit) => typeof unit === 'string');
  const code = draw.chance(0.5) ? draw.maybe(units) : undefined;
  if (code === undefined) return { is: 'quantity', prefix, text };
  const system = draw.chance(0.5) && typeof amount?.system === 'string' ? amount.system : '';
  return { is: 'quantity', prefix, text, system, code };
}

function drawReference(
  node: ElementNode | undefined,
  modifier: string | undefined,
  world: World,
  draw: Draw,
): Sought {
  const text = isJson(node?.data) && typeof node.data.reference === 'string' ? node.data.reference : '';
  const parts = /^(?:(.*)\/)?([A-Z][A-Za-z]+)\/([^/]+?)(?:\/_history\/.*)?$/.exec(text);
  const [, base, type = 'Patient', id = 'none'] = parts ?? [];
  if (modifier !== undefined) return { is: 'reference', id };
  const known = base ?? (draw.chance(0.3) ? world.baseUrl : undefined);
  if (known !== undefined) return { is: 'reference', base: known, type, id };
  if (draw.chance(0.1)) return { is: 'reference', type, id: 'none' };
  return draw.chance(0.5) ? { is: 'reference', id } : { is: 'reference', type, id };
}

function drawUri(node: ElementNode | undefined, draw: Draw): string {
  const url = typeof node?.data === 'string' ? node.data : 'http://example.org/none';
  return draw.pick([url, url, url.split('|')[0] ?? url, `${url}x`]);
}

function drawNear(node: ElementNode | undefined, draw: Draw): Sought {
  const data = isJson(node?.data) ? node.data : {};
  const around = (value: unknown) =>
    Number(((typeof value === 'number' ? value : 37) + (draw.int(200) - 100) / 1000).toFixed(4));
  const [latitude, longitude] = [around(data.latitude), around(data.longitude)];
  // A little more or less than the distance, or somewhere about.
  const close = metersTo(node, latitude, longitude) * draw.pick([0.997, 1.003]);
  const meters = draw.chance(0.5) && close > 0 ? close : draw.pick([500, 2000, 7500, 30_000]);
  const units = draw.pick(['km', 'm', '']);
  const distance = Number((units === 'm' ? meters : meters / 1000).toFixed(4));
  return { is: 'near', latitude, longitude, distance, units };
}
