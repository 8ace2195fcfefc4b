import { careRows } from './care.ts';
import { directoryRows } from './directory.ts';
import { memberRows } from './member.ts';
import { observationRows } from './observations.ts';
import { coding, date, type ParameterRow, type ParameterRows, uri } from './row.ts';

/** Parameters of every resource (FHIR R4 search.html#all). */
const common: ParameterRows = {
  _id: { kind: 'token', elements: [{ path: 'id', type: 'id' }] },
  _lastUpdated: date('meta.lastUpdated', 'instant'),
  _profile: uri('meta.profile'),
  _tag: coding('meta.tag'),
};

const complete: ReadonlyMap<string, ReadonlyMap<string, ParameterRow>> = new Map(
  Object.entries({ ...directoryRows, ...memberRows, ...observationRows, ...careRows }).map(([type, own]) => [
    type,
    new Map(Object.entries({ ...common, ...own })),
  ]),
);

const none: ReadonlyMap<string, ParameterRow> = new Map();

/** Every parameter that narrows a search of the type, by name; for what shapes the result see `result-parameters.ts`. */
export function searchParameters(type: string): ReadonlyMap<string, ParameterRow> {
  return complete.get(type) ?? none;
}
