import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** Gives the same database every time; called by each method, so that it is opened and migrated at first use. */
export type Connect = () => Promise<Kysely<Schema>>;

export const orUndefined = <T>(value: T | null): T | undefined => value ?? undefined;

/** Single use is decided by the database alone: one conditional update, and whether it changed the row. */
export const changedOne = (result: { readonly numUpdatedRows: bigint }) => result.numUpdatedRows === 1n;
