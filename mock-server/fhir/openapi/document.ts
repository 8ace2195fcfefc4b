import type { Endpoint } from '../../context.ts';
import type { DocumentRow } from './documents.ts';
import { describeMetadata, describeType } from './paths.ts';
import { responses } from './responses.ts';
import { schemaOf, schemas } from './schemas.ts';
import { securitySchemes } from './security.ts';
import { createShowcase } from './showcase.ts';

/**
 * An OpenAPI 3.1 document of the tables that also serve: types, interactions, search parameters. Its examples are
 * answers of this sandbox about its own synthetic people.
 */
export async function createDocument(row: DocumentRow, endpoint: Endpoint) {
  const { base, about, title, types } = row;
  const showcase = createShowcase(base, endpoint);
  const shown = types.filter(({ type }) => showcase.isServed(type));
  const paths: Record<string, unknown> = { [`${base.path}/metadata`]: describeMetadata(base) };
  for (const served of shown) Object.assign(paths, await describeType(served, showcase, endpoint));
  return {
    openapi: '3.1.0',
    info: {
      title: row.kind === 'api' ? title : `${title} (${base.title})`,
      version: '4.0.1',
      summary: about,
      description: `HL7 FHIR 4.0.1 at \`${endpoint.publicUrl}${base.path}\`. Read-only. Follows ${base.guides
        .map(({ guide }) => guide.split('/').at(-1))
        .join(' and ')}.`,
    },
    servers: [{ url: endpoint.publicUrl }],
    tags: shown.map(({ type }) => ({
      name: type,
      externalDocs: { url: `http://hl7.org/fhir/R4/${type.toLowerCase()}.html` },
    })),
    paths,
    components: {
      securitySchemes: securitySchemes(base, endpoint),
      schemas: {
        ...schemas,
        ...Object.fromEntries(shown.map((served) => [served.type, schemaOf(served)])),
      },
      responses: responses(endpoint),
    },
  };
}
