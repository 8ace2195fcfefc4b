import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, rmSync } from 'node:fs';

/** Compiles to dist/ and puts the files beside the code that it reads at run time. */
rmSync('dist', { recursive: true, force: true });
for (const project of [
  'tsconfig.build.json',
  'reports/html/tsconfig.build.json',
  'mock-server/control/page/tsconfig.build.json',
]) {
  const { status } = spawnSync('tsc', ['-p', project], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
const assets = globSync(
  ['{reports,suites,profiles,mock-server}/**/*.{css,json}', 'fixtures/**/*.{yaml,json}'],
  {
    // The JSON schema of R4 is the tests' second opinion.
    exclude: ['**/tsconfig*.json', 'profiles/r4/schema.json'],
  },
);
for (const file of assets) cpSync(file, `dist/${file}`);

/** The API catalog's console: two files of a development dependency, which would bring an install script along. */
mkdirSync('dist/mock-server/portal/swagger-ui', { recursive: true });
for (const file of ['swagger-ui-bundle.js', 'swagger-ui.css', 'LICENSE', 'NOTICE'])
  cpSync(`node_modules/swagger-ui-dist/${file}`, `dist/mock-server/portal/swagger-ui/${file}`);
