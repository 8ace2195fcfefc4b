import type { Access } from '../context.ts';

/** Whose page sequence it is: another client or member cannot go on with it. */
export function subjectOf(access: Access | undefined): string {
  if (!access) return 'public';
  const patient = access.kind === 'member' ? access.patientId : '';
  return JSON.stringify([access.kind, access.clientId, patient]);
}
