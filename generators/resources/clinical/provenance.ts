import type { FhirResource, Provenance } from 'fhir/r4.js';
import { concept } from '../../codes/concept.ts';
import { system } from '../../codes/systems.ts';
import { isoInstant } from '../../days.ts';
import type { Clinician, Site } from '../../sites.ts';
import { type ClinicalContext, claims } from './clinical.ts';

const AUTHOR = concept(system.provenanceAgent, 'author', 'Author');
const TRANSMITTER = concept(system.usCoreProvenanceAgent, 'transmitter', 'Transmitter');

/**
 * US Core 6.1.0 Provenance of everything that one event brought: who wrote it, for which organization, and that the
 * plan has it from there.
 *
 * @param author a clinician of `site`, or `undefined` where the organization itself is the author
 */
export function provenance(
  context: ClinicalContext,
  targets: readonly FhirResource[],
  site: Site,
  author: Clinician | undefined,
): Provenance {
  // Without displays: those stand in the targets.
  const organization = { reference: `Organization/${site.organizationId}` };
  return {
    resourceType: 'Provenance',
    id: context.nextId('Provenance'),
    meta: claims('us-core-provenance'),
    target: targets.map(({ resourceType, id }) => ({ reference: `${resourceType}/${id}` })),
    recorded: isoInstant(context.availableAt),
    agent: [
      author
        ? {
            type: AUTHOR,
            who: { reference: `Practitioner/${author.practitionerId}` },
            onBehalfOf: organization,
          }
        : { type: AUTHOR, who: organization },
      { type: TRANSMITTER, who: organization },
    ],
  };
}
