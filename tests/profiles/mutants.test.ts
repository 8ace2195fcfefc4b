import { beforeAll, describe, expect, test } from 'vitest';
import { createValidator } from '../../profiles/engine/validator.ts';
import { packageSource, tableSource } from '../../profiles/sources.ts';
import { generated, judge, official, type Sound, type Trial, trials } from './corpus.ts';
import { isDetected } from './detection.ts';
import { loadGuides, packagesMissing } from './guides.ts';
import { harmless } from './harmless.ts';
import type { Json } from './json.ts';
import { brokenInvariants } from './mutations/invariants.ts';

const REQUIRED = 0.99;

interface Tally {
  made: number;
  detected: number;
}

const source = tableSource();
const validator = createValidator(source);
let sounds: Sound[] = [];

beforeAll(async () => {
  sounds = [...generated(), ...(await official())];
});

const errorsOf = (resource: Json, profile: string) =>
  judge(validator, resource, profile).filter(({ severity }) => severity === 'error');

test('resources of the generator have no error', () => {
  const errors = generated().flatMap(({ origin, resource, profile }) =>
    errorsOf(resource, profile).map(({ path, message }) => `${origin} ${profile} ${path}: ${message}`),
  );
  expect(errors).toEqual([]);
});

test.each(Object.entries(harmless))('%s makes no sound resource an error', (_, vary) => {
  const errors = sounds
    .filter(({ resource, profile }) => errorsOf(resource, profile).length === 0)
    .flatMap(({ origin, resource, profile }) =>
      errorsOf(vary(resource), profile).map(
        ({ path, message }) => `${origin} ${profile} ${path}: ${message}`,
      ),
    );
  expect(errors).toEqual([]);
});

describe('mutants', () => {
  const tallies = new Map<string, Tally>();
  const profiles = new Set<string>();
  const missed: string[] = [];
  const differing: string[] = [];

  beforeAll(async () => {
    const packages = packagesMissing ? [] : (await loadGuides()).map((guide) => guide.package);
    const other = packagesMissing ? undefined : createValidator(packageSource(packages, source));
    for (const trial of trials(sounds, source, validator)) {
      const { mutant, sound, before } = trial;
      const resource = mutant.make();
      const findings = judge(validator, resource, sound.profile, mutant.claims);
      const tally = tallies.get(familyOf(trial)) ?? { made: 0, detected: 0 };
      tallies.set(familyOf(trial), tally);
      profiles.add(sound.profile);
      tally.made += 1;
      if (isDetected(mutant, findings, before)) tally.detected += 1;
      else missed.push(told(trial));
      const theirs = other ? judge(other, resource, sound.profile, mutant.claims) : findings;
      if (JSON.stringify(theirs) !== JSON.stringify(findings)) differing.push(told(trial));
    }
    console.table(Object.fromEntries([...tallies].sort(([a], [b]) => a.localeCompare(b))));
    if (missed.length > 0) console.log(`Not detected:\n${missed.slice(0, 60).join('\n')}`);
  }, 180_000);

  test('are detected at the right rule: 99 % of all, and of each kind of mutation', () => {
    const made = sum(tallies, 'made');
    const detected = sum(tallies, 'detected');
    console.log(`${made} mutants over ${profiles.size} profiles, ${detected} detected.`);
    expect(made).toBeGreaterThanOrEqual(2000);
    expect(profiles.size).toBeGreaterThanOrEqual(25);
    expect(detected / made).toBeGreaterThanOrEqual(REQUIRED);
    const weak = [...tallies].filter(([, tally]) => tally.detected / tally.made < REQUIRED);
    expect(Object.fromEntries(weak)).toEqual({});
  });

  test.skipIf(packagesMissing)('break every invariant of the tables', () => {
    const unused = brokenInvariants.filter(({ key }) => !tallies.has(`invariant ${key}`));
    expect(unused.map(({ key }) => key)).toEqual([]);
  });

  test.skipIf(packagesMissing)('get the same findings from tables and from packages', () => {
    expect(differing).toEqual([]);
  });
});

/** Invariants are counted each for itself, formats by their type. */
const familyOf = ({ mutant: { mutation } }: Trial): string =>
  mutation.startsWith('invariant ') ? mutation : mutation.replace(/: .*$/, ' format');

const told = ({ mutant, sound }: Trial): string =>
  `${mutant.mutation} at ${mutant.path} (${mutant.element} of ${sound.profile}, ${sound.origin})`;

const sum = (tallies: ReadonlyMap<string, Tally>, field: keyof Tally): number =>
  [...tallies.values()].reduce((total, tally) => total + tally[field], 0);
