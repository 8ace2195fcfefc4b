import fc from 'fast-check';
import type { FhirResource } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { createPopulation } from '../../generators/population.ts';
import type { ProfileFinding } from '../../profiles/engine/finding.ts';
import { createValidator } from '../../profiles/engine/validator.ts';
import { tableSource } from '../../profiles/sources.ts';

const SEEDS = 20;
const MEMBERS = 1_000_000_000;
/** Documented members are the first; from here on everyone is drawn. */
const FIRST = 20;
const EARLIEST = Date.parse('2024-06-01');
const LATEST = Date.parse('2028-01-01');

/** Why the engine warns of sound data. Each was looked at; docs/data.md says more. */
const EXPLAINED: Readonly<Record<string, RegExp>> = {
  'no narrative: it would double the bytes': /^Invariant dom-6 /,
  'types of identifiers that the guides ask for and R4 does not list':
    /ValueSet\/identifier-type \(extensible\), received (http:\/\/terminology.hl7.org\/CodeSystem\/v2-0203#(NPI|MB|MC|MA|TAX)|http:\/\/hl7.org\/fhir\/us\/carin-bb\/CodeSystem\/C4BBIdentifierType#)/,
  'Medicare and Medicaid numbers have no type in the guide':
    /C4BBPatientIdentifierType\|2\.0\.0 \(extensible\), received http:\/\/terminology.hl7.org\/CodeSystem\/v2-0203#(MC|MA)/,
  'who transmits is a role of US Core':
    /provenance-agent-type \(extensible\), received http:\/\/hl7.org\/fhir\/us\/core\/.*#transmitter/,
  'health concerns and social needs are categories of US Core':
    /condition-category \(extensible\), received http:\/\/hl7.org\/fhir\/us\/core\/CodeSystem\/(condition-category#health-concern|us-core-category#sdoh)/,
  'the unit of oxygen flow is the one US Core fixes': /ucum-vitals-common\|4\.0\.1 .*#L\/min/,
  'goals are of a list of the plan':
    /us-core-goal-description\|6\.1\.0 \(extensible\), received https:\/\/scfhp\.example\.org\/CodeSystem\/member-goal#/,
  'us-core-5 asks for NDC in words and forbids it in its expression': /^Invariant us-core-5 /,
};

test(`whatever the seed: members and directory conform to their profiles, and references resolve`, {
  timeout: 60_000,
}, () => {
  const validator = createValidator(tableSource());
  let examined = 0;
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 12 }),
      fc.integer({ min: FIRST, max: MEMBERS - 1 }),
      fc.integer({ min: EARLIEST, max: LATEST }),
      (seed, index, asOf) => {
        const population = createPopulation({ seed, members: MEMBERS, practitioners: 16 });
        const directory = population.directory(asOf);
        const members = [index, FIRST + (index % 1000)].flatMap((one) => population.generate(one, asOf));
        const views = directory.flatMap((one) => population.supporting(key(one), asOf) ?? []);
        examined += members.length + directory.length;
        for (const resource of [...directory, ...views, ...members]) {
          const findings = validator.validate(resource).filter(({ severity }) => severity !== 'information');
          expect(findings.filter((finding) => !explanationOf(finding, seen))).toEqual([]);
        }
        expect(unresolved(members, views)).toEqual([]);
        expect(unresolved(directory, directory)).toEqual([]);
      },
    ),
    { numRuns: SEEDS, endOnFailure: true },
  );
  expect(examined).toBeGreaterThan(SEEDS * 100);
  expect(seen.size).toBeGreaterThan(4);
});

function explanationOf({ severity, message }: ProfileFinding, seen: Set<string>): string | undefined {
  if (severity === 'error') return undefined;
  const known = Object.entries(EXPLAINED).find(([, pattern]) => pattern.test(message));
  if (known) seen.add(known[0]);
  return known?.[0];
}

const key = ({ resourceType, id }: FhirResource): string => `${resourceType}/${id}`;

/** References of resources that lead neither to one of them, nor to others, nor to what is contained. */
function unresolved(resources: readonly FhirResource[], others: readonly FhirResource[]): string[] {
  const known = new Set([...resources, ...others].map(key));
  const text = JSON.stringify([resources, others]);
  const references = [...text.matchAll(/"reference":"([^"#]+)"/g)].flatMap(
    ([, reference]) => reference ?? [],
  );
  expect(references.length).toBeGreaterThan(0);
  return references.filter((reference) => !known.has(reference));
}
