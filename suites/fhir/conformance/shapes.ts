import { validateShape } from '../../../profiles/engine/schema.ts';
import { type Check, fhir } from '../../runner/check.ts';
import { type Api, allOf, apis } from '../api.ts';

const requirements = {
  'patient-access': ['GEN-1', 'GEN-4', 'PAT-1'],
  'provider-directory': ['GEN-1', 'DIR-3'],
};

function shapeOf(api: Api, type: string): Check {
  return {
    id: `fhir.conformance.${api.name}-${type.toLowerCase()}`,
    title: `Every ${type} of the ${label(api)} API is valid FHIR R4`,
    level: 'SHALL',
    requirements: requirements[api.name],
    clauses: [fhir(`${type.toLowerCase()}.html`), fhir('json.html')],
    why: 'A resource that breaks the base specification can’t be read by FHIR libraries, or is read wrongly.',
    fix: 'Validate what the API gives out against FHIR R4 before a release.',
    detects: ['data.unknown-property'],
    needs: api.needs,
    async run(t) {
      const harvest = await allOf(t, api, type);
      const exchangeOf = new Map(
        harvest.pages.flatMap(({ bundle, exchange }) =>
          (bundle.entry ?? []).flatMap(({ resource }) => (resource ? [[resource, exchange] as const] : [])),
        ),
      );
      for (const resource of harvest.matches) {
        const exchange = exchangeOf.get(resource);
        const findings = validateShape(resource);
        const where = `${resource.resourceType}/${resource.id}`;
        const evidence = exchange ? [exchange] : [];
        if (findings.length === 0)
          t.expect({ ok: true, what: where, expected: 'valid R4', received: 'valid R4', evidence });
        for (const { path, expected, received, message } of findings)
          t.expect({ ok: false, what: `${where}: ${message}`, where: path, expected, received, evidence });
      }
      if (harvest.matches.length === 0) t.note(`${type} returned no resources.`);
    },
  };
}

export function label(api: Api): string {
  return api.name === 'patient-access' ? 'Patient Access' : 'Provider Directory';
}

export const shapes: readonly Check[] = apis.flatMap((api) => api.types.map((type) => shapeOf(api, type)));
