import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a directory for its owner only, and those above it, one by one: Node's `recursive` asks for ever where the file
 * system takes no directories, such as below /proc.
 *
 * @throws the system's error, with its `code`
 */
export function makePrivateDirectory(directory: string): void {
  if (existsSync(directory)) return;
  const parent = dirname(directory);
  if (parent !== directory) makePrivateDirectory(parent);
  try {
    mkdirSync(directory, { mode: 0o700 });
  } catch (error) {
    // Someone else may have made it meanwhile.
    if (!existsSync(directory)) throw error;
  }
}
