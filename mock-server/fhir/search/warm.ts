import { performance } from 'node:perf_hooks';
import type { FhirResource } from 'fhir/r4.js';
import type { ResourceIndex } from '../visible.ts';
import { markReferences } from './columns/references.ts';
import { markStrings } from './columns/strings.ts';
import { markTokens } from './columns/tokens.ts';
import { referenceValues } from './extract/references.ts';
import { stringValues } from './extract/strings.ts';
import { tokenValues } from './extract/tokens.ts';
import { searchParameters } from './table/index.ts';
import type { ParameterKind, ParameterRow } from './table/row.ts';

type Resources = readonly FhirResource[];

/** The indexes of fewer resources are made in no time when they are asked for. */
const MANY = 10_000;

const nothing = (): void => {};

/** An index is made when it is first asked for anything. */
const warmers: Partial<Record<ParameterKind, (resources: Resources, row: ParameterRow) => void>> = {
  string: (resources, row) => markStrings([resources, stringValues(row)], '', 'exact', nothing),
  reference: (resources, row) => markReferences([resources, referenceValues(row)], [], nothing),
  token: (resources, row) => {
    markTokens([resources, tokenValues(row)], { system: undefined, code: '' }, nothing);
  },
};

/** Of lists that were replaced before their turn came, the oldest are dropped. */
const MOST_WAITING = 200;

const seen = new WeakSet<Resources>();

/**
 * Makes the indexes of large types one by one while there is nothing else to do, so that the first searches do not wait for them. Once
 * per list of resources: it returns at once, and holds no process open.
 * @param searched what this search looks at
 * @param types whose indexes may be asked for with it
 */
export function warmSoon(
  searched: Resources,
  types: Iterable<string>,
  visible: Pick<ResourceIndex, 'ofType'>,
): void {
  if (seen.has(searched)) return;
  for (const type of types) {
    const resources = visible.ofType(type);
    if (resources.length >= MANY && !seen.has(resources)) waiting.push(...tasksOf(resources, type));
    seen.add(resources);
  }
  waiting.splice(0, waiting.length - MOST_WAITING);
  if (waiting.length > 0) workLater();
}

function tasksOf(resources: Resources, type: string): (() => void)[] {
  return [...searchParameters(type).values()].flatMap((row) => {
    const warm = warmers[row.kind];
    return warm ? () => warm(resources, row) : [];
  });
}

const waiting: (() => void)[] = [];
let isWorking = false;

/** Milliseconds, and the part of them above which there is other work to do. */
const PAUSE = 50;
const BUSY = 0.3;

function workLater(): void {
  if (isWorking) return;
  isWorking = true;
  const before = performance.eventLoopUtilization();
  setTimeout(() => {
    isWorking = false;
    // An index takes up to half a second: that is for when nobody asks for anything.
    if (performance.eventLoopUtilization(before).utilization < BUSY) waiting.shift()?.();
    if (waiting.length > 0) workLater();
  }, PAUSE).unref();
}
