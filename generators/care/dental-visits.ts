import type { DentalVisit } from '../care-event.ts';
import { CARIES, DENTAL_EXAM } from '../codes/conditions.ts';
import { DENTAL_VISIT, FILLING } from '../codes/services.ts';
import { happens, workday, type Year } from './year.ts';

const FIRST_DENTIST = 3;
const MILK_TEETH = 'ABCDEFGHIJKLMNOPQRST';
const FIRST_MOLARS = ['3', '14', '19', '30'];

export function dentalVisits(year: Year): DentalVisit[] {
  const { random, providers, firstDay, age } = year;
  if (!happens(year, 'dental', 0.45) || age < FIRST_DENTIST) return [];
  const clinician = random.pick(providers.dentists);
  const filled = random.chance(0.4);
  return [
    {
      kind: 'dental',
      day: workday(random, firstDay),
      minute: random.int(32, 64) * 15,
      clinician,
      site: clinician.site,
      diagnoses: [filled ? CARIES : DENTAL_EXAM],
      services: filled ? [...DENTAL_VISIT, FILLING] : DENTAL_VISIT,
      tooth: filled ? toothAt(age, random.int(1, 32)) : undefined,
    },
  ];
}

/** One of 32 teeth in the universal numbering; children have milk teeth (letters), then their first molars. */
function toothAt(age: number, number: number): string | undefined {
  if (age < 6) return MILK_TEETH[number % MILK_TEETH.length];
  return age < 13 ? FIRST_MOLARS[number % FIRST_MOLARS.length] : String(number);
}
