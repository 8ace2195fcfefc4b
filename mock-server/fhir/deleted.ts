import type { Deletion } from '../population.ts';
import type { FhirExchange } from './exchange.ts';
import { isReferredTo } from './visible.ts';

/**
 * What was deleted of the exchange's type among what is the caller's to see, newest first. What was never the caller's
 * is not in here: it has to look as if it had never been.
 */
export function deletionsOf(exchange: FhirExchange): readonly Deletion[] {
  const { ports, base, access, type, asOf } = exchange;
  const source = base.types.get(type)?.source;
  const isOfMember = source === 'member';
  if (isOfMember && access?.kind !== 'member') return [];
  const patientId = isOfMember && access?.kind === 'member' ? access.patientId : undefined;
  const deletions = ports.population.deletions?.(patientId, asOf) ?? [];
  return deletions.filter(
    ({ reference }) =>
      reference.startsWith(`${type}/`) && (source !== 'supporting' || isReferredTo(exchange, reference)),
  );
}

/** @param reference relative, such as `Observation/8f1c…` */
export function isDeleted(exchange: FhirExchange, reference: string): boolean {
  return deletionsOf(exchange).some((deletion) => deletion.reference === reference);
}
