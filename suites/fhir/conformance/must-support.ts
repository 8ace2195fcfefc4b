import { type Check, fhir } from '../../runner/check.ts';
import { NotExercised } from '../../runner/context.ts';
import { type Api, apis, holdingOf, holdingOfMember } from '../api.ts';
import { label, requirementsOf } from '../per-api.ts';
import { canonicalMeant, guideOf, profilesOf } from './guides.ts';
import { isKnown, type Shown, shownOf } from './judge.ts';

/** Of each group a guide asks for one: what is there makes up for the others. */
const ALTERNATIVES: readonly RegExp[] = [
  /^Observation\.(value\[x\]|component(\.(code|value\[x\]|dataAbsentReason))?|dataAbsentReason|hasMember)$/,
  /^DocumentReference\.content\.attachment\.(url|data)$/,
  /^Device\.(distinctIdentifier|manufactureDate|expirationDate|lotNumber|serialNumber)$/,
  /^DiagnosticReport\.(media(\.link)?|presentedForm)$/,
];

/** Elements of a profile that no resource seen has, nor an alternative of theirs. */
export function neverSeen({ elements }: Pick<Shown, 'elements'>): string[] {
  const seen = new Set(elements.filter(({ count }) => count > 0).map(({ id }) => id));
  return elements
    .filter(({ count }) => count === 0)
    .map(({ id }) => id)
    .filter((id) => {
      const group = ALTERNATIVES.find((pattern) => pattern.test(id));
      return !group || ![...seen].some((other) => group.test(other));
    });
}

/** Types of which a few members of a sandbox need not show everything. */
const PROVED_BY_TEST = new Set([
  'Patient',
  'ExplanationOfBenefit',
  'Observation',
  'Condition',
  'Immunization',
  'Procedure',
]);

function mustSupportShown(api: Api, type: string): Check {
  return {
    id: `fhir.must-support.${api.name}-${type.toLowerCase()}`,
    title: `${label(api)}: every must-support element of ${type} is filled somewhere`,
    // A member whose record has none of something is no fault of the server.
    level: 'MAY',
    requirements: requirementsOf(api, type),
    clauses: [guideOf(api, type), fhir('conformance-rules.html#mustSupport')],
    why: 'What a system never fills it does not support, whatever it claims.',
    fix: 'Fill the element where the plan has the data; test with members who have it.',
    ...(PROVED_BY_TEST.has(type)
      ? { detects: [], provedBy: 'suites/fhir/conformance/must-support.test.ts' }
      : { detects: ['data.must-support-never-filled'] }),
    needs: api.needs,
    async run(t) {
      const holding = await holdingOf(t, api, type);
      const resources = new Map(holding.harvest.matches.map((one) => [one.id, one]));
      let cut = holding.harvest.truncated;
      const members = api.name === 'patient-access' ? Math.min(3, t.target.members.length) : 1;
      for (let member = 0; member < members; member += 1) {
        const { matches, truncated } = (await holdingOfMember(t, api, type, member)).harvest;
        cut ||= truncated;
        for (const one of matches) resources.set(one.id, one);
      }
      if (resources.size === 0) throw new NotExercised(`there is no ${type}`);
      const claims = new Set(
        [...resources.values()]
          .flatMap(({ meta }) => (meta?.profile ?? []).map(canonicalMeant))
          .filter(isKnown),
      );
      const only = profilesOf(api, type).length === 1 ? profilesOf(api, type) : [];
      const open: string[] = [];
      for (const profile of claims.size > 0 ? claims : only) {
        const claiming = [...resources.values()].filter(
          ({ meta }) =>
            claims.size === 0 || meta?.profile?.some((claim) => canonicalMeant(claim) === profile),
        );
        const report = shownOf(profile, claiming);
        if (!report) continue;
        const missing = neverSeen(report);
        if (cut && missing.length > 0) {
          const shown = missing.slice(0, 5).join(', ') + (missing.length > 5 ? ', …' : '');
          open.push(
            `${report.name}: not among the ${report.resources} that limits.maxPages lets be read: ${shown}.`,
          );
          continue;
        }
        t.expect({
          ok: missing.length === 0,
          what: `${report.name}, ${report.resources} resources`,
          where: profile,
          expected: `each of ${report.elements.length} must-support elements at least once`,
          received: missing.length === 0 ? 'all of them' : `never: ${missing.join(', ')}`,
        });
      }
      if (open.length > 0) throw new NotExercised(open.join(' '));
    },
  };
}

export const mustSupport: readonly Check[] = apis.flatMap((api) =>
  api.types.map((type) => mustSupportShown(api, type)),
);
