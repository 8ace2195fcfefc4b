import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';

export interface Assets {
  readonly style: string;
  readonly script: string;
}

/** The modules of the page's script: one that uses another comes after it. */
const modules = ['json-text', 'curl', 'dom', 'exchange-view', 'evidence-list', 'filter', 'main'];

let loaded: Assets | undefined;

/**
 * The report's style-sheet and script, read once.
 *
 * A checkout holds the script as TypeScript, the built package as JavaScript: whichever form this module itself is in.
 *
 * @throws Error when a file is missing, or when the script could end the element it is written into
 */
export function loadAssets(): Assets {
  loaded ??= {
    style: readFileSync(new URL('app.css', import.meta.url), 'utf8'),
    script: concatenate(modules.map(readModule)),
  };
  return loaded;
}

function readModule(name: string): string {
  if (import.meta.url.endsWith('.ts')) {
    const source = readFileSync(new URL(`app/${name}.ts`, import.meta.url), 'utf8');
    return stripTypeScriptTypes(source);
  }
  return readFileSync(new URL(`app/${name}.js`, import.meta.url), 'utf8');
}

/** Modules as one classic script in one scope: what they import from each other stands above. */
function concatenate(sources: readonly string[]): string {
  const body = sources
    .map((source) => source.replace(/^import\s[^;]*;$/gm, '').replace(/^export (?:\{\};$)?/gm, ''))
    .map((source) =>
      source
        .replace(/[ \t]+$/gm, '')
        .replace(/\n{2,}/g, '\n')
        .trim(),
    )
    .join('\n');
  const script = `(() => {\n'use strict';\n${body}\n})();`;
  if (/<\/script|<!--/i.test(script))
    throw new Error('The report script may hold neither "</script" nor "<!--".');
  return script;
}
