import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { knowsType, validateShape } from './schema.ts';

const packages = new URL('../../../shared/ig/', import.meta.url);
const FILES = [
  'hl7.fhir.us.core-3.1.1.tgz',
  'hl7.fhir.us.core-6.1.0.tgz',
  'hl7.fhir.us.carin-bb-1.1.0.tgz',
  'hl7.fhir.us.carin-bb-2.0.0.tgz',
  'hl7.fhir.us.davinci-pdex-plan-net-1.1.0.tgz',
];

/** Official examples that R4 itself forbids. */
const WRONG: Readonly<Record<string, readonly string[]>> = {
  // An elided hash: dots are not in the base64 alphabet.
  'hl7.fhir.us.core-3.1.1.tgz#DiagnosticReport-cardiology-report.json': [
    'DiagnosticReport.presentedForm[0].hash: expected base64Binary as FHIR writes it, received "EQH/..AgME"',
  ],
};

describe.skipIf(!existsSync(packages))(
  `examples of the official packages (skipped where ${packages.pathname} is absent)`,
  () => {
    it.each(FILES)('%s: every example of a known type has the shape of its type', (file) => {
      let examined = 0;
      const wrong: Record<string, string[]> = {};
      for (const [path, text] of textFilesOf(gunzipSync(readFileSync(new URL(file, packages))))) {
        if (!/^package\/example\/[^/]+\.json$/.test(path)) continue;
        const resource: unknown = JSON.parse(text);
        if (!isResource(resource) || !knowsType(resource.resourceType)) continue;
        examined += 1;
        const findings = validateShape(resource);
        if (findings.length > 0) wrong[`${file}#${path.slice(16)}`] = findings.map((one) => one.message);
      }
      expect(examined).toBeGreaterThan(20);
      const allowed = Object.fromEntries(Object.entries(WRONG).filter(([key]) => key.startsWith(file)));
      expect(wrong).toEqual(allowed);
    });
  },
);

function isResource(value: unknown): value is { resourceType: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'resourceType' in value &&
    typeof value.resourceType === 'string'
  );
}

/** Regular files of a ustar archive: 512-byte headers with name, octal size and type flag. */
function* textFilesOf(archive: Buffer): Generator<readonly [string, string]> {
  const textAt = (offset: number, length: number): string =>
    archive.toString('latin1', offset, offset + length).replace(/\0.*$/s, '');
  for (let at = 0; at + 512 <= archive.length && archive[at] !== 0; ) {
    const size = Number.parseInt(textAt(at + 124, 12), 8);
    const prefix = textAt(at + 345, 155);
    const name = textAt(at, 100);
    if (['', '0'].includes(textAt(at + 156, 1))) {
      yield [prefix ? `${prefix}/${name}` : name, archive.toString('utf8', at + 512, at + 512 + size)];
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
}
