import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { splitCanonical } from './catalog.ts';
import { guideFiles } from './extract/files.ts';
import { type GuideContent, readGuides } from './extract/guides.ts';
import { extractSchema } from './extract/schema.ts';
import { GUIDES } from './guides.ts';
import { type FhirPackage, loadPackage } from './packages.ts';
import { packageSource, tableSource } from './sources.ts';

const directory = fileURLToPath(new URL('../../shared/ig/', import.meta.url));
const root = new URL('./', import.meta.url);

it('the committed schema of R4 is what the extraction gives', () => {
  expect(readFileSync(new URL('r4/schema.json', root), 'utf8')).toBe(extractSchema());
});

describe.skipIf(!existsSync(directory))(`tables of the guides (skipped where ${directory} is absent)`, () => {
  let guides: GuideContent[];
  let packages: FhirPackage[];
  beforeAll(async () => {
    guides = await readGuides(directory);
    const files = readdirSync(directory).filter((file) => file.endsWith('.tgz'));
    packages = await Promise.all(files.map((file) => loadPackage(directory + file)));
  });

  it('are committed as the extraction gives them', () => {
    for (const { id, files } of guideFiles(guides)) {
      for (const [file, text] of files) {
        const committed = new URL(`${id}/${file}`, root);
        if (!existsSync(committed) || readFileSync(committed, 'utf8') !== text) {
          expect.fail(`${id}/${file} is not what the extraction gives: run node profiles/extract.ts`);
        }
      }
      const definitions = [...files.keys()].filter((file) => file.startsWith('definitions/')).sort();
      const committed = readdirSync(new URL(`${id}/definitions`, root)).map((file) => `definitions/${file}`);
      expect(committed.sort()).toEqual(definitions);
    }
  });

  it('give back every definition, value set and code system of the packages', () => {
    const tables = tableSource();
    const source = packageSource(packages);
    const unlike: string[] = [];
    let compared = 0;
    const compare = (canonical: string, left: unknown, right: unknown): void => {
      compared += 1;
      if (left === undefined || !isDeepStrictEqual(left, right)) unlike.push(canonical);
    };
    for (const held of packages) {
      expect(held.problems).toEqual([]);
      for (const { url, version } of held.definitions) {
        const canonical = `${url}|${version}`;
        compare(canonical, tables.definition(canonical), source.definition(canonical));
      }
      for (const { url, version } of held.valueSets) {
        const canonical = `${url}|${version}`;
        compare(canonical, tables.facts.valueSet(canonical), source.facts.valueSet(canonical));
      }
      for (const { url, version } of held.codeSystems) {
        const canonical = `${url}|${version}`;
        compare(canonical, tables.facts.codeSystem(canonical), source.facts.codeSystem(canonical));
      }
    }
    expect(unlike).toEqual([]);
    expect(compared).toBeGreaterThan(380);
  });

  it('give back every definition of R4', () => {
    const tables = tableSource();
    const r4 = guides.find(({ id }) => id === 'r4')?.definitions ?? [];
    expect(r4.length).toBeGreaterThan(600);
    const unlike = r4.filter(
      (one) => !isDeepStrictEqual(tables.definition(`${one.url}|${one.version}`), one),
    );
    expect(unlike.map(({ url }) => url)).toEqual([]);
  });

  it('hold every value set bound more strongly than by way of example, but those that others keep', () => {
    const tables = tableSource();
    const absent = new Set<string>();
    for (const { definitions } of [...packages, ...guides]) {
      for (const { elements } of definitions) {
        for (const { binding } of elements) {
          if (!binding || binding.strength === 'example' || tables.facts.valueSet(binding.valueSet)) continue;
          absent.add(new URL(splitCanonical(binding.valueSet).url).host);
        }
      }
    }
    expect([...absent].sort()).toEqual([
      'cts.nlm.nih.gov',
      'dicom.nema.org',
      'loinc.org',
      'phinvads.cdc.gov',
      'www.rsna.org',
    ]);
  });

  it('are of the guides listed, in the order of their dependencies', () => {
    expect(guides.map(({ id }) => id)).toEqual([...GUIDES]);
  });
});
