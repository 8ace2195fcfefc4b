import type { ServedType } from '../bases.ts';

const resource = (type: string, more: Readonly<Record<string, unknown>> = {}) => ({
  type: 'object',
  required: ['resourceType'],
  properties: { resourceType: { const: type }, ...more },
  externalDocs: { url: `http://hl7.org/fhir/R4/${type.toLowerCase()}.html` },
});

const meta = {
  type: 'object',
  properties: {
    versionId: { type: 'string' },
    lastUpdated: { type: 'string', format: 'date-time' },
    profile: { type: 'array', items: { type: 'string', format: 'uri' } },
  },
};

/** Shapes as far as a reader needs them; FHIR's own definitions say the rest. */
export const schemas = {
  Bundle: resource('Bundle', {
    type: { enum: ['searchset', 'history'] },
    total: { type: 'integer', minimum: 0, description: 'Of all pages, without what is included' },
    link: {
      type: 'array',
      items: {
        type: 'object',
        required: ['relation', 'url'],
        properties: { relation: { enum: ['self', 'next'] }, url: { type: 'string', format: 'uri' } },
      },
    },
    entry: { type: 'array', minItems: 1, items: { type: 'object' } },
  }),
  CapabilityStatement: resource('CapabilityStatement'),
  OperationOutcome: resource('OperationOutcome', {
    issue: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['severity', 'code'],
        properties: {
          severity: { enum: ['fatal', 'error', 'warning', 'information'] },
          code: { type: 'string' },
          diagnostics: { type: 'string' },
        },
      },
    },
  }),
} as const;

export function schemaOf({ type, profiles }: ServedType) {
  return {
    ...resource(type, { id: { type: 'string', pattern: '^[A-Za-z0-9\\-.]{1,64}$' }, meta }),
    ...(profiles.length > 0 && { description: `Profiles: ${profiles.join(', ')}` }),
  };
}
