/**
 * Writes the tables of R4 and of the guides, as facts out of the official definitions. Run by a maintainer:
 *
 *     node profiles/extract.ts --ig DIR
 *
 * DIR holds the official packages (`hl7.fhir.us.core-3.1.1.tgz` …). The output is the same for the same input, one
 * fact to a line, so that a change reads well in a review.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { guideFiles } from './extract/files.ts';
import { readGuides } from './extract/guides.ts';
import { extractSchema } from './extract/schema.ts';

const { values } = parseArgs({ options: { ig: { type: 'string', default: '../shared/ig' } } });
const root = fileURLToPath(new URL('.', import.meta.url));

const guides = await readGuides(values.ig);
for (const { id, files } of guideFiles(guides)) {
  await rm(join(root, id, 'definitions'), { recursive: true, force: true });
  let bytes = 0;
  for (const [file, text] of files) {
    const place = join(root, id, file);
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, text);
    bytes += text.length;
  }
  console.log(`${id}: ${files.size} files, ${Math.round(bytes / 1000)} kB`);
}
const schema = extractSchema();
await writeFile(join(root, 'r4', 'schema.json'), schema);
console.log(`r4/schema.json: ${Math.round(schema.length / 1000)} kB`);
