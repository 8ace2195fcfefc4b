import type { ExplanationOfBenefit } from 'fhir/r4.js';
import { allOf, baseOf, patientAccess, request, whole } from '../fhir/api.ts';
import { referenceAt } from '../fhir/ids.ts';
import { type Check, fhir } from '../runner/check.ts';
import { NotExercised } from '../runner/context.ts';
import { amountsOf, balanceOf, sumsOf } from './amounts.ts';
import { allClaims, claimPages, claims } from './readable-claims.ts';

const CARIN = 'http://hl7.org/fhir/us/carin-bb/';
const guide = (text: string, url = `${CARIN}StructureDefinition/C4BB-ExplanationOfBenefit`) => ({
  text: `CARIN Blue Button 2.0.0, ${text}`,
  url,
});

const common = { requirements: ['PAT-2'], needs: patientAccess.needs } as const;

/** Adding up cents of many lines may lose some. */
const TOLERANCE = 0.02;

export const claimContent: readonly Check[] = [
  {
    ...common,
    id: 'patient-access.claims.totals-add-up',
    title: 'Totals of a claim are the sums of its lines, and what is allowed is paid by someone',
    level: 'SHOULD',
    clauses: [guide('general guidance on amounts')],
    why: 'A member checks the bill against the claim; sums that do not add up make both worthless.',
    fix: 'Compute total from item.adjudication by category; account for other payers and cost sharing.',
    detects: ['data.total-is-not-the-sum', 'data.allowed-not-accounted-for'],
    async run(t) {
      const pageOf = await claimPages(t);
      for (const eob of await claims(t)) {
        const evidence = pageOf(eob.id);
        const sums = sumsOf(eob);
        const wrong = [...amountsOf(eob)].filter(
          ([category, amount]) => Math.abs((sums.get(category) ?? amount) - amount) > TOLERANCE,
        );
        const balance = balanceOf(eob);
        t.judge(
          {
            ok: wrong.length === 0,
            what: `totals of ExplanationOfBenefit/${eob.id}`,
            where: 'ExplanationOfBenefit.total',
            expected: `the sums of item.adjudication, within ${TOLERANCE}`,
            received:
              wrong
                .map(([category, amount]) => `${category} ${amount}, lines ${sums.get(category)}`)
                .join('; ') || 'so',
            evidence,
          },
          {
            ok: balance === undefined || balance <= TOLERANCE,
            what: `allowed amount of ExplanationOfBenefit/${eob.id}`,
            where: 'ExplanationOfBenefit.total',
            expected: `paid by the plan, another payer or the member, within ${TOLERANCE}`,
            received: balance === undefined ? 'no allowed amount' : `${balance.toFixed(2)} nobody pays`,
            evidence,
          },
        );
      }
    },
  },
  {
    ...common,
    id: 'patient-access.claims.adjudicated-once',
    title: 'Institutional claims are adjudicated by the line or as a whole, not both',
    level: 'SHALL',
    clauses: [guide('invariant EOB-institutional-item-or-header-adjudication')],
    why: 'An app that adds both up shows twice the amount.',
    fix: 'Give amounts in item.adjudication, or in adjudication.',
    detects: ['data.adjudicated-twice'],
    async run(t) {
      const institutional = (await claims(t)).filter(({ type }) =>
        type.coding?.some(({ code }) => code === 'institutional'),
      );
      if (institutional.length === 0) throw new NotExercised('the member has no institutional claims');
      const hasAmount = (list: ExplanationOfBenefit['adjudication'] = []) =>
        list.some(({ amount }) => amount !== undefined);
      const pageOf = await claimPages(t);
      for (const { id, adjudication, item = [] } of institutional) {
        const [header, lines] = [hasAmount(adjudication), item.some((one) => hasAmount(one.adjudication))];
        t.expect({
          ok: header !== lines,
          what: `ExplanationOfBenefit/${id}`,
          where: 'ExplanationOfBenefit.adjudication',
          expected: 'amounts by the line or as a whole',
          received: header && lines ? 'both' : header || lines ? 'one of them' : 'neither',
          evidence: pageOf(id),
        });
      }
    },
  },
  {
    ...common,
    id: 'patient-access.claims.profile-versions',
    title: 'Claims name the version of the profile they conform to',
    level: 'SHOULD',
    clauses: [
      guide('CapabilityStatement: meta.profile with version', `${CARIN}CapabilityStatement/c4bb`),
      fhir('resource.html#Meta'),
    ],
    why: 'Guides change; only the version tells an app which rules a claim follows.',
    fix: 'Claim …|2.0.0.',
    detects: ['data.profile-without-version'],
    async run(t) {
      const pageOf = await claimPages(t);
      for (const { id, meta } of await claims(t)) {
        const claimed = meta?.profile?.filter((profile) => profile.startsWith(CARIN)) ?? [];
        t.expect({
          ok: claimed.length > 0 && claimed.every((profile) => /\|\d+\.\d+\.\d+/.test(profile)),
          what: `ExplanationOfBenefit/${id}`,
          where: 'ExplanationOfBenefit.meta.profile',
          expected: 'a CARIN profile with its version',
          received: meta?.profile?.join(', ') ?? 'none',
          evidence: pageOf(id),
        });
      }
    },
  },
  {
    ...common,
    id: 'patient-access.claims.within-coverage',
    title: 'Services of a claim lie within the coverage that it names',
    level: 'SHOULD',
    clauses: [guide('insurance.coverage'), fhir('explanationofbenefit.html')],
    why: 'A claim under a coverage that had ended shows a member as insured who was not.',
    fix: 'Reference the coverage in force on the service date.',
    detects: ['data.claim-names-no-coverage', 'data.coverage-ends-early'],
    async run(t) {
      const coverages = await allOf(t, patientAccess, 'Coverage');
      const covers = new Map(coverages.matches.map((one) => [`Coverage/${one.id}`, one]));
      const pageOf = await claimPages(t);
      const base = baseOf(t, patientAccess);
      for (const { id, insurance, billablePeriod } of await claims(t)) {
        const named = insurance.flatMap(
          ({ coverage }) => covers.get(referenceAt(base, coverage.reference)) ?? [],
        );
        if (named.length === 0) whole(coverages, 'Coverage');
        const date = billablePeriod?.start?.slice(0, 10);
        const holds = named.some(
          (one) =>
            one.resourceType === 'Coverage' &&
            (date === undefined || ((one.period?.start ?? '0') <= date && date <= (one.period?.end ?? '9'))),
        );
        t.expect({
          ok: named.length > 0 && holds,
          what: `ExplanationOfBenefit/${id}, services from ${date ?? 'no date'}`,
          where: 'ExplanationOfBenefit.insurance.coverage',
          expected: 'a coverage of the member, in force then',
          received:
            named.length === 0
              ? 'no coverage of the member'
              : holds
                ? 'one in force'
                : 'one not in force then',
          evidence: pageOf(id),
        });
      }
    },
  },
  {
    ...common,
    id: 'patient-access.claims.adjustments-linked',
    title: 'A claim that was replaced is cancelled, and its newest version is there',
    level: 'SHOULD',
    clauses: [guide('related'), fhir('explanationofbenefit-definitions.html#ExplanationOfBenefit.related')],
    why: 'A member who sees a claim and its correction as two claims pays twice.',
    fix: 'Set the replaced claim to cancelled, and name the other in related.',
    detects: ['data.replaced-claim-still-active', 'data.related-claim-not-there'],
    async run(t) {
      const all = await claims(t);
      const { truncated } = await allOf(t, patientAccess, 'ExplanationOfBenefit');
      const numbers = new Map(
        all.flatMap((eob) => (eob.identifier ?? []).map(({ value }) => [value, eob] as const)),
      );
      const ids = new Map(all.map((eob) => [`ExplanationOfBenefit/${eob.id}`, eob]));
      const pageOf = await claimPages(t);
      const base = baseOf(t, patientAccess);
      let links = 0;
      for (const eob of all)
        for (const { relationship, reference, claim } of eob.related ?? []) {
          const codes = relationship?.coding?.map(({ code }) => code) ?? [];
          const other = numbers.get(reference?.value) ?? ids.get(referenceAt(base, claim?.reference));
          links += 1;
          const isReplaced = codes.includes('replacedby');
          const replaced = isReplaced
            ? eob
            : codes.some((code) => code === 'prior' || code === 'replaces')
              ? other
              : undefined;
          // Of a cut harvest the other claim may be in the part that was not read.
          if (other === undefined && truncated) continue;
          t.judge(
            {
              ok: other !== undefined,
              what: `claim related to ExplanationOfBenefit/${eob.id} (${codes.join(', ')})`,
              where: 'ExplanationOfBenefit.related',
              expected: 'among the member’s claims',
              received: other ? `ExplanationOfBenefit/${other.id}` : 'not found',
              evidence: pageOf(eob.id),
            },
            {
              ok: replaced === undefined || replaced.status === 'cancelled',
              what: `status of the claim replaced, ExplanationOfBenefit/${replaced?.id ?? eob.id}`,
              where: 'ExplanationOfBenefit.status',
              expected: 'cancelled',
              received: replaced?.status ?? 'not a replacement',
              evidence: pageOf(replaced?.id ?? eob.id),
            },
          );
        }
      if (links === 0) throw new NotExercised('no claim of the member was adjusted');
    },
  },
  {
    ...common,
    id: 'patient-access.claims.no-gap',
    title: 'The stream of claims has no gap of a quarter between its first and its last month',
    level: 'MAY',
    clauses: [{ text: '42 CFR 422.119(b)(1)', url: 'https://www.ecfr.gov/current/title-42/section-422.119' }],
    why: 'A load that failed for a month is seen by no single search.',
    fix: 'Look for a load that did not run; a member who was well for a quarter is no fault.',
    detects: ['data.claims-of-a-quarter-missing'],
    async run(t) {
      const all = await allClaims(t);
      const starts = all
        .flatMap(({ billablePeriod }) => Date.parse(billablePeriod?.start ?? '') || [])
        .sort((a, b) => a - b);
      if (starts.length < 12)
        throw new NotExercised('fewer than twelve claims with a date: no stream to judge');
      const gaps = starts.map((start, at) => (start - (starts[at - 1] ?? start)) / 86_400_000);
      const longest = Math.max(...gaps);
      if (longest > 92) whole(await allOf(t, patientAccess, 'ExplanationOfBenefit'), 'ExplanationOfBenefit');
      t.expect({
        ok: longest <= 92,
        what: `longest time without a claim, of ${starts.length} claims`,
        expected: 'at most 92 days',
        received: `${Math.round(longest)} days`,
      });
    },
  },
  {
    ...common,
    id: 'patient-access.claims.references-lead-somewhere',
    title: 'Payer, provider, care team and coverage of a claim can be read',
    level: 'SHOULD',
    clauses: [guide('reference policy: resolves'), fhir('references.html')],
    why: 'A claim without its doctor’s name tells a member little.',
    fix: 'Serve what claims refer to at the same base.',
    detects: ['data.claim-provider-not-served'],
    async run(t) {
      const base = baseOf(t, patientAccess);
      const wanted = new Set(
        (await claims(t)).flatMap(({ insurer, provider, careTeam = [], insurance }) =>
          [
            insurer,
            provider,
            ...careTeam.map((one) => one.provider),
            ...insurance.map(({ coverage }) => coverage),
          ]
            .map(({ reference }) => referenceAt(base, reference))
            .filter((reference) => /^[A-Z]\w+\/[^/]+$/.test(reference)),
        ),
      );
      if (wanted.size === 0) throw new NotExercised('claims refer to nothing');
      for (const reference of [...wanted].slice(0, 12)) {
        const read = await request(t, patientAccess, reference);
        t.expect({
          ok: read.response.status === 200,
          what: `read of ${reference}`,
          expected: '200',
          received: String(read.response.status),
          evidence: [read],
        });
      }
    },
  },
];
