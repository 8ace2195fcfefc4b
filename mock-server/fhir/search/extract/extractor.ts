import type { FhirResource } from 'fhir/r4.js';
import { rememberBy } from '../../remember.ts';
import type { ElementRow, ParameterRow } from '../table/row.ts';
import { createWalk } from './walk.ts';

/** What a parameter finds in a resource. The same object for the same row, so that indexes can be kept by it. */
export type Extractor<Value> = (resource: FhirResource) => readonly Value[];

/**
 * Makes extractors of rows.
 * @param read what one node of an element stands for
 */
export function createExtractors<Value>(
  read: (node: unknown, element: ElementRow, row: ParameterRow) => readonly Value[],
): (row: ParameterRow) => Extractor<Value> {
  return rememberBy((row) => {
    const walks = row.elements.map((element) => ({ element, walk: createWalk(element.path) }));
    return (resource) =>
      walks.flatMap(({ element, walk }) => walk(resource).flatMap((node) => read(node, element, row)));
  });
}
