import type { FhirExchange } from './exchange.ts';

/**
 * Whether the caller's token opens a type of the base. Supporting types come with what refers to them; of the
 * directory a member may read all, as may anyone where it is public.
 */
export function coversType({ access, base, endpoint }: FhirExchange, type: string): boolean {
  if (!access || access.types.has(type)) return true;
  return access.kind === 'member'
    ? base.types.get(type)?.source !== 'member'
    : endpoint.core.directoryAuth !== 'required';
}
