import type { ConsentableType } from '../oauth/resource-types.ts';

/** What members read about a resource type. */
export interface DataWords {
  readonly type: ConsentableType;
  readonly label: string;
  readonly detail: string;
}

export interface DataGroup {
  readonly title: string;
  readonly data: readonly DataWords[];
}

const words = (type: ConsentableType, label: string, detail: string): DataWords => ({ type, label, detail });

/** Every consentable type once, in the order in which members are asked. */
export const dataGroups: readonly DataGroup[] = [
  {
    title: 'You and your plan',
    data: [
      words('Patient', 'Who you are', 'Name, date of birth, sex, address, phone number and member number'),
      words('RelatedPerson', 'Who acts for you', 'A parent, guardian or other person who may decide for you'),
      words('Coverage', 'Your coverage', 'The plans you are enrolled in, and since when'),
      words(
        'ExplanationOfBenefit',
        'Claims and payments',
        'Visits, hospital stays and prescriptions that were billed: what was done, why, and what was paid',
      ),
    ],
  },
  {
    title: 'Your health',
    data: [
      words('Condition', 'Conditions', 'Diagnoses and health problems, past ones too'),
      words('AllergyIntolerance', 'Allergies', 'What you do not tolerate, and how you react to it'),
      words('MedicationRequest', 'Medicines', 'What was prescribed to you, and how to take it'),
      words('Immunization', 'Vaccinations', 'Which you had, and when'),
      words('Observation', 'Results and measurements', 'Laboratory results, blood pressure, weight, smoking'),
      words('DiagnosticReport', 'Reports', 'Reports of laboratories and other examinations'),
      words('Device', 'Implants', 'Devices in your body, such as a pacemaker'),
    ],
  },
  {
    title: 'Your care',
    data: [
      words('Encounter', 'Visits and stays', 'When you were where, and with whom'),
      words('Procedure', 'Procedures', 'Operations and other treatments'),
      words('DocumentReference', 'Notes', 'What your doctors wrote about your visits and stays'),
      words('CareTeam', 'Care team', 'Who takes part in your care'),
      words('CarePlan', 'Care plan', 'What is planned for your health'),
      words('Goal', 'Goals', 'What you and your doctors want to reach'),
      words('Provenance', 'Origin of records', 'Who recorded the data above, and when'),
    ],
  },
];

/** What members read for types that they share. */
export function labelsOf(types: ReadonlySet<string>): string[] {
  return dataGroups.flatMap(({ data }) =>
    data.filter(({ type }) => types.has(type)).map(({ label }) => label),
  );
}
