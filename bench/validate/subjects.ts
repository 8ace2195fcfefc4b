import { existsSync } from 'node:fs';
import type { FhirResource } from 'fhir/r4.js';
import { createPopulation } from '../../generators/population.ts';
import { loadPackage } from '../../profiles/packages.ts';

/** Resources of one profile, from one origin. */
export interface Subject {
  readonly label: string;
  /** Canonical URL of the profile, without version. */
  readonly profile: string;
  readonly packageName: string;
  readonly resources: readonly FhirResource[];
}

const CARIN = 'http://hl7.org/fhir/us/carin-bb/StructureDefinition';
const CORE = 'http://hl7.org/fhir/us/core/StructureDefinition';
const PLAN_NET = 'http://hl7.org/fhir/us/davinci-pdex-plan-net/StructureDefinition';

const SUBJECTS = [
  { label: 'Patient', profile: `${CORE}/us-core-patient`, packageName: 'hl7.fhir.us.core-6.1.0' },
  {
    label: 'EOB professional',
    profile: `${CARIN}/C4BB-ExplanationOfBenefit-Professional-NonClinician`,
    packageName: 'hl7.fhir.us.carin-bb-2.0.0',
  },
  {
    label: 'EOB inpatient',
    profile: `${CARIN}/C4BB-ExplanationOfBenefit-Inpatient-Institutional`,
    packageName: 'hl7.fhir.us.carin-bb-2.0.0',
  },
  {
    label: 'Observation, laboratory',
    profile: `${CORE}/us-core-observation-lab`,
    packageName: 'hl7.fhir.us.core-6.1.0',
  },
  {
    label: 'PractitionerRole',
    profile: `${PLAN_NET}/plannet-PractitionerRole`,
    packageName: 'hl7.fhir.us.davinci-pdex-plan-net-1.1.0',
  },
] as const;

const MOST = 200;
const AS_OF = Date.parse('2026-01-01T00:00:00Z');

/** Where the official packages lie, where they are at hand. */
export function packagePath(name: string): string | undefined {
  const path = new URL(`../../../shared/ig/${name}.tgz`, import.meta.url).pathname;
  return existsSync(path) ? path : undefined;
}

/** For each profile our own resources and, with the packages at hand, the official examples. */
export async function subjects(): Promise<Subject[]> {
  const own = ownResources();
  const all: Subject[] = [];
  for (const subject of SUBJECTS) {
    const claiming = (resources: readonly FhirResource[]) =>
      resources.filter((resource) => claims(resource, subject.profile)).slice(0, MOST);
    all.push({ ...subject, label: `${subject.label}, ours`, resources: claiming(own) });
    const path = packagePath(subject.packageName);
    if (!path) continue;
    const examples = [...(await loadPackage(path)).examples()].map(({ resource }): unknown => resource);
    all.push({
      ...subject,
      label: `${subject.label}, official`,
      resources: claiming(examples.filter(isResource)),
    });
  }
  return all.filter(({ resources }) => resources.length > 0);
}

/** The members of personas first, who have every kind of care, then the directory. */
function ownResources(): FhirResource[] {
  const population = createPopulation();
  const members = population.personas().flatMap(({ patientId }) => population.compartment(patientId, AS_OF));
  return [...members, ...population.directory(AS_OF)];
}

function isResource(value: unknown): value is FhirResource {
  return typeof value === 'object' && value !== null && 'resourceType' in value;
}

function claims({ meta }: FhirResource, profile: string): boolean {
  return meta?.profile?.some((canonical) => canonical.split('|')[0] === profile) ?? false;
}
