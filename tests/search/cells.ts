import type { CapabilityStatement } from 'fhir/r4.js';
import type { Definitions } from './definitions.ts';
import type { Draw } from './draw.ts';
import { type Asked, drawValue } from './draw-value.ts';
import type { Oracle } from './oracle.ts';
import { type Filter, type IncludeQuery, type Link, prefixes, type Query } from './query.ts';
import type { World } from './world.ts';

/** One thing that searches can do, and how to draw searches that do it. */
export interface Cell {
  /** Such as `parameter`, `chain`, `include`. */
  readonly kind: string;
  draw(draw: Draw): Query;
}

export interface CellSource {
  readonly world: World;
  readonly oracle: Oracle;
  readonly definitions: Definitions;
  readonly capability: CapabilityStatement;
  readonly required: Required;
  /** Of the chains that no guide asks for, every third; which of them. */
  readonly third: number;
}

/** What the guides want beyond single parameters. */
export interface Required {
  /** Names of parameters that are combined, by type. */
  readonly combinations: Readonly<Record<string, readonly (readonly string[])[]>>;
  /** Names at the other end, by `Type.reference`. */
  readonly chains: Readonly<Record<string, readonly string[]>>;
}

const modifiers: Readonly<Record<string, readonly string[]>> = {
  token: ['not', 'text'],
  string: ['exact', 'contains'],
  reference: ['identifier'],
};

/** Everything that the CapabilityStatement advertises for the types that the caller sees something of. */
export function createCells(source: CellSource): Cell[] {
  const { world, oracle, definitions, required, third } = source;
  const resources = source.capability.rest?.[0]?.resource ?? [];
  const kinds = new Map<string, string>(
    resources.flatMap(({ type, searchParam = [] }) =>
      searchParam.map((parameter) => [`${type}.${parameter.name}`, parameter.type] as const),
    ),
  );
  const namesOf = (type: string) =>
    [...kinds.keys()].flatMap((key) => (key.startsWith(`${type}.`) ? [key.slice(type.length + 1)] : []));
  const known = (type: string, name: string) => definitions.parameter(type, name) !== undefined;

  const filter = (asked: Asked, draw: Draw, links: readonly Link[] = []): Filter => {
    const { type, name, modifier } = asked;
    const count = modifier === 'missing' || draw.chance(0.75) ? 1 : 1 + draw.int(3);
    const values = Array.from({ length: count }, () => drawValue(asked, world, oracle, draw));
    return { links, type, name, values, ...(modifier === undefined ? {} : { modifier }) };
  };
  const askedOf = (type: string, name: string): Asked[] => {
    const kind = kinds.get(`${type}.${name}`) ?? '';
    const plain: Asked = { type, name, kind };
    const isOrdered = ['date', 'quantity', 'number'].includes(kind);
    const targets = kind === 'reference' ? targetsOf(type, name) : [];
    const ofType =
      name === 'identifier' || definitions.parameter(type, name)?.expression.endsWith('.identifier');
    return [
      plain,
      { ...plain, modifier: 'missing' },
      ...(isOrdered ? prefixes.map((prefix): Asked => ({ ...plain, prefix })) : []),
      ...[...(modifiers[kind] ?? []), ...(kind === 'token' && ofType ? ['of-type'] : []), ...targets].map(
        (modifier): Asked => ({ ...plain, modifier }),
      ),
    ];
  };
  const targetsOf = (type: string, name: string): string[] => {
    const targets = definitions.parameter(type, name)?.targets ?? [];
    return targets.filter((target) => world.types.includes(target));
  };
  const anyFilter = (type: string, draw: Draw): Filter => {
    const name = draw.pick(namesOf(type).filter((one) => known(type, one)));
    return filter(draw.pick(askedOf(type, name)), draw);
  };
  const simple = (kind: string, type: string, make: (draw: Draw) => readonly Filter[]): Cell => ({
    kind,
    draw: (draw) => ({ type, filters: make(draw), includes: [] }),
  });

  return world.types.flatMap((type) => {
    const names = namesOf(type).filter((name) => known(type, name));
    const single = names.flatMap((name) =>
      askedOf(type, name).map((asked) => simple('parameter', type, (draw) => [filter(asked, draw)])),
    );
    const combined = [
      ...(required.combinations[type] ?? []).map((together) =>
        simple('combination', type, (draw) =>
          together.map((name) => filter(draw.pick(askedOf(type, name)), draw)),
        ),
      ),
      ...names.map((name) =>
        simple('combination', type, (draw) => [
          filter(draw.pick(askedOf(type, name)), draw),
          anyFilter(type, draw),
          ...(draw.chance(0.3) ? [anyFilter(type, draw)] : []),
        ]),
      ),
    ];
    const chains = names
      .filter((name) => kinds.get(`${type}.${name}`) === 'reference')
      .flatMap((name) => targetsOf(type, name).flatMap((target) => chainsTo(type, name, target)));
    const reverse = world.types.flatMap((other) =>
      namesOf(other)
        .filter((name) => known(other, name) && targetsOf(other, name).includes(type))
        .map((name) =>
          simple('_has', type, (draw) => {
            const link: Link = { kind: 'has', source: other, name };
            const end = draw.pick(namesOf(other).filter((one) => known(other, one)));
            return [filter(draw.pick(askedOf(other, end)), draw, [link])];
          }),
        ),
    );
    const resource = resources.find((one) => one.type === type);
    return [
      ...single,
      ...combined,
      ...chains,
      ...reverse,
      ...includeCells('_include', resource?.searchInclude ?? []),
      ...includeCells('_revinclude', resource?.searchRevInclude ?? []),
      ...names
        .filter((name) => kinds.get(`${type}.${name}`) !== 'special')
        .map(
          (name): Cell => ({
            kind: '_sort',
            draw: (draw) => ({
              type,
              filters: draw.chance(0.5) ? [anyFilter(type, draw)] : [],
              includes: [],
              sort: [{ name, descending: draw.chance(0.5) }],
            }),
          }),
        ),
    ];

    function includeCells(direction: IncludeQuery['direction'], values: readonly string[]): Cell[] {
      return values.flatMap((value): Cell[] => {
        const [from = '', name = '', target] = value === '*' ? ['*', '*'] : value.split(':');
        const expands = name === '*' ? referencesOf(direction, from) : undefined;
        if (!(expands ?? [{ source: from, name }]).every((one) => known(one.source, one.name))) return [];
        return [
          {
            kind: direction,
            draw: (draw) => {
              const to = target ?? (draw.chance(0.3) ? draw.maybe(targetsOf(from, name)) : undefined);
              const include: IncludeQuery = {
                direction,
                source: from,
                name,
                iterate: draw.chance(0.3),
                ...(to === undefined ? {} : { target: to }),
                ...(expands && { expands }),
              };
              const more = draw.chance(0.3) ? [{ ...include, iterate: true }] : [];
              return {
                type,
                filters: draw.chance(0.8) ? [anyFilter(type, draw)] : [],
                includes: [include, ...more],
              };
            },
          },
        ];
      });
    }

    function referencesOf(direction: IncludeQuery['direction'], from: string) {
      const sources = from !== '*' ? [from] : direction === '_include' ? [type] : world.types;
      return sources.flatMap((source) =>
        namesOf(source)
          .filter((name) => kinds.get(`${source}.${name}`) === 'reference')
          .map((name) => ({ source, name })),
      );
    }

    function chainsTo(from: string, name: string, target: string): Cell[] {
      return namesOf(target)
        .filter((end) => known(target, end))
        .filter((end, index) => index % 3 === third || required.chains[`${from}.${name}`]?.includes(end))
        .map((end) =>
          simple('chain', from, (draw) => {
            const targets = targetsOf(from, name);
            const kind = kinds.get(`${target}.${end}`);
            const same = targets.every((one) => [undefined, kind].includes(kinds.get(`${one}.${end}`)));
            const typed = targets.length > 1 && (!same || draw.chance(0.5));
            const link: Link = { kind: 'chain', from, name, typed, types: typed ? [target] : targets };
            const asked = askedOf(target, end).filter(
              ({ modifier = '' }) => !/^[A-Z]|of-type/.test(modifier),
            );
            return [
              filter(draw.pick(asked), draw, [link]),
              ...(draw.chance(0.2) ? [anyFilter(from, draw)] : []),
            ];
          }),
        );
    }
  });
}
