import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Reply } from '../../reply.ts';

const types: Readonly<Record<string, string>> = {
  'swagger-ui-bundle.js': 'text/javascript;charset=UTF-8',
  'swagger-ui.css': 'text/css;charset=UTF-8',
};

/** Beside the code where the package was built, in the development dependency otherwise. */
function folder(): string {
  const built = fileURLToPath(new URL('../swagger-ui', import.meta.url));
  if (existsSync(built)) return built;
  return dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
}

const read = new Map<string, Promise<Buffer>>();

/** @returns a file of Swagger UI, `undefined` when it is none of those that the console needs */
export async function swaggerFile(name: string): Promise<Reply | undefined> {
  const type = types[name];
  if (type === undefined) return undefined;
  const content = read.get(name) ?? readFile(join(folder(), name));
  read.set(name, content);
  return {
    status: 200,
    headers: {
      'content-type': type,
      'cache-control': 'public, max-age=86400',
      'x-content-type-options': 'nosniff',
    },
    body: await content,
  };
}
