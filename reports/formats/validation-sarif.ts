import { createHash } from 'node:crypto';
import type { ProfileFinding } from '../../profiles/engine/finding.ts';
import type { JudgedResource, ValidationFormat, ValidationFormatOptions } from './validation.ts';

type Kind = ProfileFinding['rule']['kind'];

/** What each kind of rule asks, for the rule list of a SARIF viewer. */
const RULES: Readonly<Record<Kind, string>> = {
  json: 'The text is JSON that every reader understands alike',
  'unknown-property': 'Every property is an element of its type',
  empty: 'No object, array or string is empty',
  type: 'Every element has a type that its definition allows',
  choice: 'A choice element is there once, with an allowed type',
  'primitive-format': 'Every primitive value has the form of its type',
  'primitive-extension': 'Extensions of primitive values stand beside the values they belong to',
  cardinality: 'Every element is there as often as its definition asks',
  fixed: 'An element with a fixed value has this value',
  pattern: 'An element with a pattern holds all parts of it',
  slicing: 'The items of a sliced element fit the slices',
  binding: 'Codes come from the value set that they are bound to',
  'reference-target': 'A reference points to a type that its definition allows',
  invariant: 'The invariants of the definitions hold',
  extension: 'Extensions are known, stand where they may, and have the form that they are defined with',
  contained: 'Contained resources are used, and contain nothing themselves',
  'profile-claim': 'A resource claims profiles that are known and of its type',
  limit: 'The input stays within what is judged',
};

const LEVELS = { error: 'error', warning: 'warning', information: 'note' } as const;

/** SARIF 2.1.0 (OASIS), one run, for code scanning and editors. */
export function createSarifFormat({ version }: ValidationFormatOptions): ValidationFormat {
  const kinds = Object.keys(RULES) as Kind[];
  const driver = {
    name: 'assay',
    version,
    rules: kinds.map((id) => ({ id, shortDescription: { text: RULES[id] } })),
  };
  let first = true;
  return {
    begin: () =>
      `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{` +
      // Columns of a SARIF region count UTF-16 code units unless a run says otherwise; this one says so.
      `"tool":${JSON.stringify({ driver })},"columnKind":"utf16CodeUnits","results":[`,
    resource(judged) {
      let text = '';
      for (const finding of judged.findings) {
        text += `${first ? '' : ','}\n${JSON.stringify(result(judged, finding, kinds))}`;
        first = false;
      }
      return text;
    },
    end({ unjudged, seconds: _, ...counts }) {
      const invocation = {
        executionSuccessful: unjudged.length === 0,
        toolExecutionNotifications: unjudged.map((text) => ({ level: 'error', message: { text } })),
      };
      return `\n],"invocations":[${JSON.stringify(invocation)}],"properties":${JSON.stringify(counts)}}]}\n`;
    },
  };
}

function result(judged: JudgedResource, finding: JudgedResource['findings'][number], kinds: readonly Kind[]) {
  const { kind, profile, element, key } = finding.rule;
  const line = finding.line ?? judged.line;
  const region = line !== undefined && {
    region: { startLine: line, ...(finding.column !== undefined && { startColumn: finding.column }) },
  };
  return {
    ruleId: kind,
    ruleIndex: kinds.indexOf(kind),
    level: LEVELS[finding.severity],
    message: { text: finding.message },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: uriOf(judged.file) }, ...region },
        logicalLocations: [
          { fullyQualifiedName: finding.path, ...(judged.resource && { name: judged.resource }) },
        ],
      },
    ],
    partialFingerprints: { 'assay/v1': fingerprint(judged, finding) },
    properties: { profile, element, ...(key !== undefined && { key }), code: finding.code },
  };
}

/** Stays when lines move, so that a viewer sees the finding of yesterday in the one of today. */
function fingerprint({ file, resource }: JudgedResource, { path, rule }: ProfileFinding): string {
  const text = JSON.stringify([file, resource, path, rule.kind, rule.profile, rule.element, rule.key]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** A relative or absolute URI reference (RFC 3986); the standard input has no address. */
function uriOf(file: string): string {
  if (file === '-') return 'stdin';
  const path = file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${path}` : path;
}
