import { existsSync, readFileSync } from 'node:fs';
import type { Required } from './cells.ts';

const MATRIX = new URL('../../../shared/ig/search-matrix.json', import.meta.url);
const GUIDES = [
  'hl7.fhir.us.core-6.1.0',
  'hl7.fhir.us.carin-bb-2.0.0',
  'hl7.fhir.us.davinci-pdex-plan-net-1.1.0',
];

interface Matrix {
  readonly guides: Readonly<Record<string, { readonly resources: Readonly<Record<string, Facts>> }>>;
}

interface Facts {
  readonly combinations?: readonly (readonly [readonly string[]])[];
  readonly definitions?: Readonly<
    Record<string, { readonly chain?: Readonly<Record<string, readonly string[]>> }>
  >;
}

/** What the guides' CapabilityStatements and SearchParameters ask for; nothing where the matrix is not at hand. */
export function readRequired(): Required {
  const combinations: Record<string, (readonly string[])[]> = {};
  const chains: Record<string, string[]> = {};
  if (!existsSync(MATRIX)) return { combinations, chains };
  const { guides }: Matrix = JSON.parse(readFileSync(MATRIX, 'utf8'));
  for (const guide of GUIDES) {
    for (const [type, facts] of Object.entries(guides[guide]?.resources ?? {})) {
      const together = facts.combinations?.map(([names]) => names) ?? [];
      combinations[type] = [...(combinations[type] ?? []), ...together];
      for (const [name, { chain = {} }] of Object.entries(facts.definitions ?? {})) {
        const key = `${type}.${name}`;
        chains[key] = [...(chains[key] ?? []), ...Object.values(chain).flat()];
      }
    }
  }
  return { combinations, chains };
}
