import { existsSync, readFileSync } from 'node:fs';

const near = new URL('../package.json', import.meta.url);
const file = existsSync(near) ? near : new URL('../../package.json', import.meta.url);

/** Version of this package. */
export const version: string = (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
