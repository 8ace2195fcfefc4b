import type { ValidationFormat, ValidationFormatOptions } from './validation.ts';

/**
 * One JSON document with all findings, one a line:
 * `{ schemaVersion, tool, findings: [{ file, line?, resource?, column?, …ProfileFinding }], summary }`.
 */
export function createJsonFormat({ version }: ValidationFormatOptions): ValidationFormat {
  let first = true;
  const head = { schemaVersion: 1, tool: { name: 'assay', version } };
  return {
    begin: () => `${JSON.stringify(head).slice(0, -1)},"findings":[`,
    resource({ findings, ...origin }) {
      let text = '';
      for (const finding of findings) {
        text += `${first ? '' : ','}\n${JSON.stringify({ ...origin, ...finding })}`;
        first = false;
      }
      return text;
    },
    end: (summary) => `\n],"summary":${JSON.stringify(summary, null, 2)}}\n`,
  };
}
