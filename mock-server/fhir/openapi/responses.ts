import { BearerError, type Endpoint } from '../../context.ts';
import type { Reply } from '../../reply.ts';
import { bearerErrorReply, FhirError, fhirErrorReply, Gone, InvalidSearch, NotFound } from '../outcomes.ts';

/** Refusals, each as this sandbox words it. */
export function responses(endpoint: Endpoint) {
  const bearer = (status: 401 | 403, code: 'invalid_token' | 'insufficient_scope', message: string) =>
    refusal(bearerErrorReply(new BearerError(status, code, message), endpoint));
  return {
    BadRequest: {
      description: 'A parameter cannot be processed; the outcome names it',
      ...refusal(fhirErrorReply(new InvalidSearch('date', 'tomorrow', 'is not a date'))),
    },
    Unauthorized: {
      description: 'No token, or one that is not (or no longer) good',
      headers: { 'WWW-Authenticate': { schema: { type: 'string' } } },
      ...bearer(401, 'invalid_token', 'Invalid access token'),
    },
    Forbidden: {
      description: 'The token does not cover the resource type',
      headers: { 'WWW-Authenticate': { schema: { type: 'string' } } },
      ...bearer(403, 'insufficient_scope', 'The token does not cover Coverage.'),
    },
    NotFound: {
      description: 'Not there, or not for the bearer of this token',
      ...refusal(fhirErrorReply(new NotFound('Patient/unknown'))),
    },
    Gone: { description: 'Was deleted', ...refusal(fhirErrorReply(new Gone('Patient/deleted'))) },
    NotAcceptable: {
      description: 'Only JSON is served',
      ...refusal(fhirErrorReply(new FhirError(406, 'not-supported', 'Only JSON is served.'))),
    },
  };
}

function refusal({ headers, body }: Reply) {
  const [type = ''] = String(headers['content-type']).split(';');
  const example: unknown = JSON.parse(String(body));
  const isOutcome = type === 'application/fhir+json';
  const schema = isOutcome ? { $ref: '#/components/schemas/OperationOutcome' } : { type: 'object' };
  return { content: { [type]: { schema, example } } };
}
