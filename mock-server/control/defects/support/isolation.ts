import { authenticate } from '../../../fhir/admit.ts';
import type { FhirExchange } from '../../../fhir/exchange.ts';
import type { IncomingRequest } from '../../../reply.ts';
import { type Defect, replaceStep } from '../../defect.ts';

/** Members of whom a request may speak; the record of others is not looked through. */
const KNOWN = 4;

/**
 * Serves some requests as the documented member whom they name, whoever's token was sent.
 * @param isMeant which requests
 */
export function asNamedMember(
  isMeant: (request: IncomingRequest) => boolean,
): NonNullable<Defect['replacementOf']> {
  return replaceStep(authenticate, async (exchange) => {
    await authenticate.run(exchange);
    const { access, request } = exchange;
    if (access?.kind !== 'member' || !isMeant(request)) return;
    const named = memberNamedIn(textOf(request), exchange, access.patientId);
    if (named !== undefined) exchange.access = { ...access, patientId: named };
  });
}

/** Everything in a request that may name someone, page tokens read. */
function textOf({ path, query, body }: IncomingRequest): string {
  const page = query.get('_page')?.split('.')[0] ?? '';
  return [path, ...query.values(), decodeURIComponent(body), Buffer.from(page, 'base64url').toString()].join(
    '\n',
  );
}

function memberNamedIn(text: string, { ports, asOf }: FhirExchange, own: string): string | undefined {
  return ports.population
    .personas()
    .slice(0, KNOWN)
    .map(({ patientId }) => patientId)
    .find(
      (patientId) =>
        patientId !== own &&
        ports.population
          .compartment(patientId, asOf)
          .some(
            (resource) =>
              (resource.id !== undefined && text.includes(resource.id)) ||
              (resource.resourceType === 'Patient' &&
                resource.identifier?.some(({ value }) => value !== undefined && text.includes(value))),
          ),
    );
}
