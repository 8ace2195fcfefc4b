/** A search, before it is written as a URL. */
export interface Query {
  readonly type: string;
  readonly filters: readonly Filter[];
  readonly includes: readonly IncludeQuery[];
  readonly sort?: readonly { readonly name: string; readonly descending: boolean }[];
}

/** One parameter: a plain one at the end of any number of links. */
export interface Filter {
  readonly links: readonly Link[];
  /** The type that the parameter is one of. */
  readonly type: string;
  readonly name: string;
  readonly modifier?: string;
  readonly values: readonly Sought[];
}

export type Link =
  /** `reference.` or `reference:Type.`; `types` are those at the other end. */
  | {
      readonly kind: 'chain';
      readonly name: string;
      readonly typed: boolean;
      readonly from: string;
      readonly types: readonly string[];
    }
  /** `_has:source:reference:` */
  | { readonly kind: 'has'; readonly source: string; readonly name: string };

/** One alternative of a value. */
export type Sought =
  | { readonly is: 'token'; readonly system?: string; readonly code?: string }
  | { readonly is: 'typed'; readonly system: string; readonly code: string; readonly value: string }
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'date'; readonly prefix: Prefix; readonly text: string }
  | {
      readonly is: 'quantity';
      readonly prefix: Prefix;
      readonly text: string;
      readonly system?: string;
      readonly code?: string;
    }
  | { readonly is: 'reference'; readonly id: string; readonly type?: string; readonly base?: string }
  | {
      readonly is: 'near';
      readonly latitude: number;
      readonly longitude: number;
      readonly distance: number;
      readonly units: string;
    }
  | { readonly is: 'missing'; readonly missing: boolean };

export const prefixes = ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'] as const;
export type Prefix = (typeof prefixes)[number] | '';

export interface IncludeQuery {
  readonly direction: '_include' | '_revinclude';
  readonly source: string;
  readonly name: string;
  readonly target?: string;
  readonly iterate: boolean;
  /** What a wildcard stands for. */
  readonly expands?: readonly { readonly source: string; readonly name: string }[];
}

export function pairsOf(query: Query): [name: string, value: string][] {
  const filters = query.filters.map((filter): [string, string] => [
    keyOf(filter),
    filter.values.map(writeValue).join(','),
  ]);
  const includes = query.includes.map(({ direction, source, name, target, iterate }): [string, string] => [
    iterate ? `${direction}:iterate` : direction,
    source === '*' ? '*' : [source, name, ...(target === undefined ? [] : [target])].join(':'),
  ]);
  const sort = query.sort?.map(({ name, descending }) => (descending ? `-${name}` : name)).join();
  return [
    ...filters,
    ...includes,
    ...(sort === undefined ? [] : [['_sort', sort] satisfies [string, string]]),
  ];
}

function keyOf({ links, name, modifier }: Filter): string {
  const before = links.map((link) => {
    if (link.kind === 'has') return `_has:${link.source}:${link.name}:`;
    return link.typed ? `${link.name}:${link.types[0]}.` : `${link.name}.`;
  });
  return `${before.join('')}${name}${modifier === undefined ? '' : `:${modifier}`}`;
}

function writeValue(sought: Sought): string {
  switch (sought.is) {
    case 'token':
      if (sought.system === undefined) return escapeText(sought.code ?? '');
      return `${escapeText(sought.system)}|${escapeText(sought.code ?? '')}`;
    case 'typed':
      return [sought.system, sought.code, sought.value].map(escapeText).join('|');
    case 'text':
      return escapeText(sought.text);
    case 'date':
      return sought.prefix + sought.text;
    case 'quantity': {
      const unit =
        sought.code === undefined ? '' : `|${escapeText(sought.system ?? '')}|${escapeText(sought.code)}`;
      return sought.prefix + sought.text + unit;
    }
    case 'reference': {
      const local = sought.type === undefined ? sought.id : `${sought.type}/${sought.id}`;
      return escapeText(sought.base === undefined ? local : `${sought.base}/${local}`);
    }
    case 'near':
      return [sought.latitude, sought.longitude, sought.distance, sought.units].join('|');
    case 'missing':
      return String(sought.missing);
  }
}

function escapeText(text: string): string {
  return text.replaceAll(/[\\,|$]/g, '\\$&');
}
