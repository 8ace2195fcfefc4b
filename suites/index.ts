import { fhir } from './fhir/index.ts';
import { oauth } from './oauth/index.ts';
import { operations } from './operations/index.ts';
import { patientAccess } from './patient-access/index.ts';
import { portal } from './portal/index.ts';
import { providerDirectory } from './provider-directory/index.ts';
import type { Check, Suite } from './runner/check.ts';

export const suites: readonly Suite[] = [oauth, fhir, patientAccess, providerDirectory, portal, operations];

export const checks: readonly Check[] = suites.flatMap((suite) => suite.checks);
