import { allOf, providerDirectory } from '../fhir/api.ts';
import { type Check, portal } from '../runner/check.ts';
import { NotExercised } from '../runner/context.ts';

const DAY = 86_400_000;
const clauses = [
  {
    text: '42 CFR 422.120(b)(3)',
    url: 'https://www.ecfr.gov/current/title-42/section-422.120#p-422.120(b)(3)',
  },
  { text: '42 CFR 431.70(b)', url: 'https://www.ecfr.gov/current/title-42/section-431.70' },
  portal('Provider Directory API, data latency'),
];

function histogram(ages: readonly number[]): string {
  const bands = [30, 90, 365, Number.POSITIVE_INFINITY];
  const counts = bands.map(
    (band, at) => ages.filter((age) => age <= band && age > (bands[at - 1] ?? -1)).length,
  );
  return `Last changed within 30 days: ${counts[0]}, 90 days: ${counts[1]}, a year: ${counts[2]}, before: ${counts[3]}.`;
}

/**
 * Nobody outside sees when the plan was told of a change, only when the directory shows one: a directory in which
 * nothing has changed for a quarter is not fed any more.
 */
export const directoryFreshness: readonly Check[] = ['Practitioner', 'PractitionerRole'].map((type) => ({
  id: `provider-directory.freshness.${type.toLowerCase()}`,
  title: `The directory is alive: some ${type} has changed in the last 90 days`,
  level: 'SHOULD',
  requirements: ['FRESH-4', 'DIR-5'],
  clauses,
  why: 'Members drive to doctors who moved away months ago.',
  fix: 'Publish changes within 30 calendar days of receipt, and keep lastUpdated true.',
  detects: ['directory.frozen'],
  needs: ['provider directory'],
  async run(t) {
    const { matches } = await allOf(t, providerDirectory, type);
    const moments = matches.flatMap(({ meta }) =>
      meta?.lastUpdated === undefined ? [] : [Date.parse(meta.lastUpdated)],
    );
    if (moments.length < 10) throw new NotExercised(`fewer than ten ${type} resources with meta.lastUpdated`);
    const ages = moments.map((moment) => (t.session.now() - moment) / DAY);
    const youngest = Math.min(...ages);
    t.note(histogram(ages));
    t.judge(
      {
        ok: youngest <= 90,
        what: `age of the newest change among ${moments.length}`,
        where: `${type}.meta.lastUpdated`,
        expected: 'at most 90 days',
        received: `${Math.round(youngest)} days`,
      },
      {
        ok: youngest >= -1,
        what: 'changes that lie in the future',
        where: `${type}.meta.lastUpdated`,
        expected: 'none',
        received: youngest >= -1 ? 'none' : `${Math.round(-youngest)} days ahead`,
      },
    );
  },
}));
