import { readFileSync } from 'node:fs';

/** One definition of `r4/schema.json`, as far as it is walked. */
export interface Shape {
  readonly $ref?: string;
  readonly type?: string;
  readonly items?: Shape & { readonly anyOf?: readonly Shape[] };
  readonly properties?: Readonly<Record<string, Shape>>;
}

export interface Shapes {
  readonly resourceTypes: readonly string[];
  readonly definitions: Readonly<Record<string, Shape>>;
  /** Per definition, elements with a minimum of 1; a choice by its stem, such as `value[x]`. */
  readonly required: Readonly<Record<string, readonly string[]>>;
  /** Per definition and choice stem, the property names. */
  readonly choices: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

let loaded: Shapes | undefined;

/** The R4 shapes that `profiles/extract.ts` wrote, read on first use. */
export function shapes(): Shapes {
  loaded ??= JSON.parse(readFileSync(new URL('../r4/schema.json', import.meta.url), 'utf8')) as Shapes;
  return loaded;
}

/** Name of the definition that a property's values have, if it has one. */
export function definitionOf(shape: Shape | undefined): string | undefined {
  const ref = shape?.$ref ?? shape?.items?.$ref ?? shape?.items?.anyOf?.[0]?.$ref;
  return ref?.slice(ref.lastIndexOf('/') + 1);
}
