import type { Practitioner } from 'fhir/r4.js';
import { allOf, providerDirectory } from '../fhir/api.ts';
import { type Check, fhir, portal } from '../runner/check.ts';
import { NotExercised } from '../runner/context.ts';

const NPI = 'http://hl7.org/fhir/sid/us-npi';
const PROFILE =
  /^http:\/\/hl7\.org\/fhir\/us\/davinci-pdex-plan-net\/StructureDefinition\/plannet-Practitioner(\|.+)?$/;

export const documentedMembers: Check = {
  id: 'provider-directory.practitioner.documented-members',
  title: 'Practitioners carry NPI, name and the Plan-Net profile',
  level: 'SHALL',
  requirements: ['DIR-3', 'DIR-5'],
  clauses: [
    portal('Explanation for Practitioner resource'),
    fhir('practitioner.html'),
    {
      text: 'Plan-Net 1.1.0 Practitioner',
      url: 'http://hl7.org/fhir/us/davinci-pdex-plan-net/StructureDefinition/plannet-Practitioner',
    },
  ],
  why: 'The NPI is what identifies a provider across plans; the name is what members look for.',
  fix: 'Fill Practitioner.identifier (NPI), name and meta.profile.',
  detects: ['directory.npi-missing'],
  needs: ['provider directory'],
  async run(t) {
    const { matches, pages } = await allOf(t, providerDirectory, 'Practitioner');
    const practitioners = matches.filter(
      (one): one is Practitioner & { id: string } => one.resourceType === 'Practitioner',
    );
    if (practitioners.length === 0) throw new NotExercised('the directory has no practitioners');
    for (const { id, identifier = [], name = [], meta } of practitioners) {
      const npi = identifier.find(({ system }) => system === NPI)?.value;
      const lacking = [
        ...(npi !== undefined && isNpi(npi) ? [] : ['a valid NPI']),
        ...(name.some(({ family }) => family) ? [] : ['a family name']),
        ...(meta?.profile?.some((profile) => PROFILE.test(profile))
          ? []
          : ['the Plan-Net profile in meta.profile']),
      ];
      t.expect({
        ok: lacking.length === 0,
        what: `Practitioner/${id}`,
        where: 'Practitioner',
        expected: 'NPI, name and profile',
        received: lacking.length === 0 ? 'all three' : `lacks ${lacking.join(' and ')}`,
        evidence: pages.slice(0, 1).map(({ exchange }) => exchange),
      });
    }
  },
};

/** Ten digits whose Luhn sum with the prefix 80840 closes (45 CFR 162.406). */
function isNpi(value: string): boolean {
  if (!/^\d{10}$/.test(value)) return false;
  const sum = [...`80840${value}`].reverse().reduce((total, digit, index) => {
    const n = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (n > 9 ? n - 9 : n);
  }, 0);
  return sum % 10 === 0;
}
