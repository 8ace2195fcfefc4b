import type { ProfileFinding, RuleKind } from '../../profiles/engine/finding.ts';
import type { Example, GuideName } from './guides.ts';

/** An official example that its own profile rightly rejects. */
export interface Rejection {
  readonly guide: GuideName;
  /** `Patient/example` */
  readonly example: string;
  readonly kind: RuleKind;
  /** Id of the element of the definition, or the key of the rule, that the example breaks. */
  readonly rule: string;
  /** What the example holds against what the definition asks, with the clause. */
  readonly why: string;
}

/** Every rejection was confirmed by reading the definition and the example side by side. */
export const rejections: readonly Rejection[] = [
  {
    guide: 'hl7.fhir.us.core-3.1.1',
    example: 'DiagnosticReport/cardiology-report',
    kind: 'primitive-format',
    rule: 'Attachment.hash',
    why: 'presentedForm[0].hash is "EQH/..AgME"; Attachment.hash is base64Binary, whose alphabet has no full stop (R4 datatypes.html#base64Binary).',
  },
  {
    guide: 'hl7.fhir.us.core-3.1.1',
    example: 'Observation/satO2-fiO2',
    kind: 'binding',
    rule: 'http://hl7.org/fhir/ValueSet/ucum-vitals-common|4.0.1',
    why: 'component[0].valueQuantity is in L/min. us-core-pulse-oximetry 3.1.1 binds Observation.component.value[x] and its FlowRate slice to ucum-vitals-common with strength required, and L/min is none of its twelve units (R4 terminologies.html#required). The profile contradicts itself, for it also fixes the code of the slice to L/min; 6.1.0 made the binding extensible.',
  },
];

/** The entry that explains an error in an example, if there is one. */
export function explanationOf(example: Example, finding: ProfileFinding): Rejection | undefined {
  return rejections.find(
    ({ guide, example: name, kind, rule }) =>
      guide === example.guide &&
      name === example.name &&
      kind === finding.rule.kind &&
      (rule === finding.rule.element || rule === finding.rule.key),
  );
}
