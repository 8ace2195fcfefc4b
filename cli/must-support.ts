import type { ShownProfile } from '../generators/write/must-support.ts';
import { groupDigits } from '../reports/text.ts';

/** The table of `assay generate --coverage`: one block per profile, one line per must-support element or slice. */
export function printMustSupport(profiles: readonly ShownProfile[]): string {
  const blocks = profiles.map(({ profile, resources, elements }) => {
    const rows = elements.map(({ element, resources: count, member, example, reason }) => {
      const why = reason === undefined ? 'not shown' : `not shown: ${reason}`;
      const where = count === 0 ? why : `${member ?? 'directory'}  ${example ?? ''}`;
      return `${groupDigits(count).padStart(11)}  ${element.padEnd(64)}  ${where}`.trimEnd();
    });
    const shown = elements.filter(({ resources: count }) => count > 0).length;
    return [
      `${profile}: ${shown} of ${elements.length} shown by ${groupDigits(resources)} resources`,
      ...rows,
    ].join('\n');
  });
  const all = profiles.flatMap(({ elements }) => elements);
  const shown = all.filter(({ resources }) => resources > 0).length;
  const named = all.filter(({ reason }) => reason !== undefined).length;
  const total =
    `${shown} of ${all.length} must-support elements and slices of ${profiles.length} profiles shown` +
    (named > 0 ? `, ${named} left out for the reason given` : '');
  return `${[...blocks, total].join('\n\n')}\n`;
}
