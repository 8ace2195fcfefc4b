#!/usr/bin/env node
import { existsSync } from 'node:fs';
import module from 'node:module';

const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  process.stderr.write(
    `assay needs Node 24 or newer; this is Node ${process.versions.node}. In a checkout run it by npm (npm run assay -- …): the dev dependency "node" brings the right one.\n`,
  );
  process.exit(2);
}
module.enableCompileCache?.();
const built = new URL('../dist/cli/main.js', import.meta.url);
const source = new URL('../cli/main.ts', import.meta.url);
const { main } = await import((existsSync(source) ? source : built).href);
await main(process.argv);
