import fhirpath from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4';
import { describe, expect, test } from 'vitest';
import { createPopulation } from '../../generators/population.ts';
import { directoryBase, patientAccessBase } from '../../mock-server/fhir/bases.ts';
import { searchParameters } from '../../profiles/sources.ts';

const LATER = Date.parse('2026-11-24T00:00:00Z');
/** Looked at of each type: values that only one member in thousands has are none to test a search with. */
const MOST = 300;
/** The documented members, but for the one whose ten thousand claims are alike. */
const DOCUMENTED = Array.from({ length: 20 }, (_, index) => index).filter((index) => index !== 9);

const population = createPopulation();
const directory = population.directory(LATER);
const views = directory.flatMap(
  ({ resourceType, id }) => population.supporting(`${resourceType}/${id}`, LATER) ?? [],
);
const members = DOCUMENTED.flatMap((index) => population.generate(index, LATER));

describe.each([
  ['us-core/6.1.0', patientAccessBase, [...members, ...views]],
  ['carin-bb/2.0.0', patientAccessBase, [...members, ...views]],
  ['plan-net/1.1.0', directoryBase, directory],
] as const)('%s', (guide, base, resources) => {
  const parameters = searchParameters(guide).flatMap((parameter) =>
    parameter.base
      .filter((type) => base.types.has(type))
      .map((type) => [type, parameter.code, parameter.expression ?? ''] as const),
  );

  test('has parameters', () => expect(parameters.length).toBeGreaterThan(5));

  test.each(parameters)('%s?%s finds something in the documented data', (type, _, expression) => {
    const evaluate = fhirpath.compile(expression.replaceAll(/\.where\(resolve\(\) is \w+\)/g, ''), r4);
    const ofType = resources.filter(({ resourceType }) => resourceType === type);
    const step = Math.ceil(ofType.length / MOST);
    // The engine marks what it looks at; shared parts of the population are frozen.
    const sample: object[] = JSON.parse(JSON.stringify(ofType.filter((__, n) => n % step === 0)));
    const values = sample.flatMap((resource) => {
      const found = evaluate(resource);
      if (found instanceof Promise) throw new Error('the expression is not answered at once');
      return found;
    });
    expect(values.length).toBeGreaterThan(0);
  });
});
