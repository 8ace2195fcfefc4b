import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';

/** The modules of the page's script, by the name they are asked for by. */
const MODULES: ReadonlySet<string> = new Set([
  'api',
  'apps',
  'clock',
  'console',
  'data',
  'defects',
  'dom',
  'faults',
  'health',
  'journal',
  'main',
  'notices',
  'reset',
  'tokens',
]);

/** A checkout holds the script as TypeScript, the built package as JavaScript: whichever this module itself is. */
const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const loaded = new Map<string, string>();

export const mainModule = `main.${extension}`;

/** @returns the text of a module, or `undefined` when there is none of the name */
export function readModule(file: string): string | undefined {
  const [name = '', asked, ...more] = file.split('.');
  if (!MODULES.has(name) || asked !== extension || more.length > 0) return undefined;
  const known = loaded.get(name) ?? load(name);
  loaded.set(name, known);
  return known;
}

function load(name: string): string {
  const source = readFileSync(new URL(`app/${name}.${extension}`, import.meta.url), 'utf8');
  return extension === 'ts' ? stripTypeScriptTypes(source) : source;
}

/** Beside the style of all pages. */
export function readStyle(): string {
  return readFileSync(new URL('app/control.css', import.meta.url), 'utf8');
}
