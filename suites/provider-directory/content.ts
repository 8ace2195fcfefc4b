import type { Organization, Practitioner, PractitionerRole } from 'fhir/r4.js';
import { allOf, baseOf, providerDirectory, whole } from '../fhir/api.ts';
import { pagesByName, referenceAt } from '../fhir/ids.ts';
import { type Check, portal } from '../runner/check.ts';
import { NotExercised } from '../runner/context.ts';

const common = { requirements: ['DIR-5', 'DIR-6'], needs: ['provider directory'] } as const;
const contents = {
  text: '42 CFR 422.120(b)(1)',
  url: 'https://www.ecfr.gov/current/title-42/section-422.120#p-422.120(b)(1)',
};

/** What people look for in a directory. */
export const directoryContent: readonly Check[] = [
  {
    ...common,
    id: 'provider-directory.content.contact',
    title: 'Names, addresses, phone numbers and specialties of providers are there',
    level: 'SHALL',
    clauses: [contents, portal('Provider Directory API')],
    why: 'A name without a phone number is no way to an appointment.',
    fix: 'Fill address and telecom of Practitioner, telecom and specialty of PractitionerRole.',
    detects: ['directory.phones-missing'],
    async run(t) {
      const directory = await allOf(t, providerDirectory, 'Practitioner');
      const contracts = await allOf(t, providerDirectory, 'PractitionerRole');
      const people = directory.matches as (Practitioner & { id: string })[];
      const roles = contracts.matches as (PractitionerRole & { id: string })[];
      if (people.length === 0) throw new NotExercised('the directory has no practitioners');
      const base = baseOf(t, providerDirectory);
      const pageOf = pagesByName(directory);
      const byPerson = new Map<string, PractitionerRole[]>();
      for (const role of roles) {
        const key = referenceAt(base, role.practitioner?.reference);
        byPerson.set(key, [...(byPerson.get(key) ?? []), role]);
      }
      if (contracts.truncated) t.note('Whose role is beyond limits.maxPages is left out.');
      for (const { id, name, address, telecom = [] } of people) {
        const own = byPerson.get(`Practitioner/${id}`) ?? [];
        // Of a cut harvest the roles may be in the part that was not read.
        if (own.length === 0 && contracts.truncated) continue;
        const phones = [...telecom, ...own.flatMap((role) => role.telecom ?? [])].filter(
          ({ system }) => system === 'phone',
        );
        const lacking = [
          ...(name?.length ? [] : ['a name']),
          ...(address?.length || own.some(({ location }) => location?.length)
            ? []
            : ['an address or location']),
          ...(phones.length > 0 ? [] : ['a phone number']),
          ...(own.some(({ specialty }) => specialty?.length) ? [] : ['a specialty']),
        ];
        t.expect({
          ok: lacking.length === 0,
          what: `Practitioner/${id} with its roles`,
          expected: 'name, address, phone number, specialty',
          received: lacking.length === 0 ? 'all of them' : `lacks ${lacking.join(' and ')}`,
          evidence: pageOf(`Practitioner/${id}`),
        });
      }
    },
  },
  {
    ...common,
    id: 'provider-directory.content.kinds-of-providers',
    title: 'The directory has physicians, nurses, pharmacists and others, each with a role',
    level: 'SHOULD',
    clauses: [portal('Provider Directory API')],
    why: 'Members look for a pharmacist or a social worker, too.',
    fix: 'Load every contracted profession, with PractitionerRole.code and specialty.',
    detects: ['directory.one-profession-only'],
    async run(t) {
      const harvest = await allOf(t, providerDirectory, 'PractitionerRole');
      const roles = harvest.matches as PractitionerRole[];
      if (roles.length < 10) throw new NotExercised('fewer than ten roles: no range of professions to judge');
      const kinds = new Set(
        roles.flatMap(({ specialty = [] }) =>
          specialty.flatMap(({ coding = [] }) => coding.map(({ code }) => code)),
        ),
      );
      if (kinds.size < 4) whole(harvest, 'PractitionerRole');
      t.expect({
        ok: kinds.size >= 4,
        what: `different specialties among ${roles.length} roles`,
        where: 'PractitionerRole.specialty',
        expected: 'at least 4',
        received: String(kinds.size),
      });
    },
  },
  {
    ...common,
    id: 'provider-directory.content.pharmacies',
    title: 'The directory of a plan with drug coverage has pharmacies',
    level: 'SHOULD',
    levelUnder: { regulation: 'SHALL' },
    clauses: [
      {
        text: '42 CFR 422.120(b)(2)',
        url: 'https://www.ecfr.gov/current/title-42/section-422.120#p-422.120(b)(2)',
      },
    ],
    why: 'A D-SNP is an MA-PD plan: members must find where prescriptions are filled.',
    fix: 'Load the pharmacy network, with name, address, phone number and kind of pharmacy.',
    detects: ['directory.pharmacies-missing'],
    async run(t) {
      const harvest = await allOf(t, providerDirectory, 'HealthcareService');
      const services = harvest.matches;
      const organizations = (await allOf(t, providerDirectory, 'Organization')).matches as Organization[];
      if (services.length + organizations.length === 0)
        throw new NotExercised('the directory has no organizations');
      const pharmacies = services.filter((one) => /"code":"(pharm|3336[0-9A-Z]+)"/.test(JSON.stringify(one)));
      if (pharmacies.length === 0) whole(harvest, 'HealthcareService');
      t.expect({
        ok: pharmacies.length > 0,
        what: 'healthcare services of pharmacies',
        where: 'HealthcareService.category, specialty',
        expected: 'at least one',
        received: String(pharmacies.length),
      });
    },
  },
];
