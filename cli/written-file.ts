import { existsSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UsageError } from './usage-error.ts';

/** @throws UsageError before any work is done whose result could not be kept */
export function writable(option: string, file: string | undefined): void {
  if (file === undefined || existsSync(dirname(resolve(file)))) return;
  throw new UsageError(`${option} ${file}: there is no directory ${dirname(resolve(file))}`);
}

/** @throws UsageError naming the option when the file can't be written */
export function writeJson(option: string, file: string, value: unknown): void {
  try {
    writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(`${option} ${file}: cannot be written there (${code})`);
  }
}
