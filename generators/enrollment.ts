import { dayOf, yearOf } from './days.ts';
import { dayAround, type Life } from './life.ts';
import type { MemberFacts, Origin } from './member.ts';
import { PERSONAS, type PersonaShape } from './personas.ts';
import { type Random, stream } from './random.ts';

/** A time during which a member is covered by one of the plan's products. */
export interface Enrollment {
  readonly product: 'dualConnect' | 'mediCal';
  /** How many times the member was in this product before. */
  readonly nth: number;
  readonly from: number;
  /** The last day; `undefined` while no end is in sight. */
  readonly to: number | undefined;
  /** The day the plan learnt of the end, when the coverage was on file before. */
  readonly endKnownOn?: number;
  /** A newborn is covered by the mother's coverage at first. */
  readonly byMother?: true;
}

/** Days that a newborn is covered under the mother's id. */
const NEWBORN_DAYS = 30;
/** Notice of the end of coverage goes out ahead of it. */
const NOTICE_DAYS = 20;
const REPORTED_DEATH_DAYS = 6;

type History = 'steady' | 'gap' | 'ended' | 'future' | 'switched';
const HISTORIES: readonly (readonly [History, number])[] = [
  ['steady', 80],
  ['gap', 6],
  ['ended', 5],
  ['future', 3],
  ['switched', 6],
];

/**
 * A member's coverage from first to last, ordered by its first day: a pure function of seed, anchor year and index.
 *
 * @param start first of the month of the plain history: covered from then on
 */
export function enrollmentsOf(
  origin: Origin,
  index: number,
  cover: PersonaShape['cover'],
  start: number,
  { birthDay, deathDay }: Life,
): readonly Enrollment[] {
  const persona = PERSONAS[index];
  const wished = persona?.coverages?.map(({ product, from, to }) => ({
    product,
    from: dayAround(origin, from),
    to: to && dayAround(origin, to),
  }));
  const random = stream(origin.seed, 'coverage', index);
  const drawn = random.weighted(HISTORIES);
  const spans =
    wished ??
    (birthDay > start
      ? newborn(birthDay)
      : plain(random, origin, cover, start, persona || deathDay !== undefined ? 'steady' : drawn));
  return numbered(spans.flatMap((span) => untilDeath(span, deathDay)));
}

/** Whether some product covers every day from `first` to `last`, and the same ones all the time. */
export function coveredOn({ enrollments }: MemberFacts, first: number, last = first): boolean {
  let covered = false;
  for (const enrollment of enrollments) {
    const atFirst = isOn(enrollment, first);
    if (atFirst !== isOn(enrollment, last)) return false;
    covered ||= atFirst;
  }
  return covered;
}

/** What covers the member on a day; `undefined` when nothing does. */
export function coverOn({ enrollments }: MemberFacts, day: number): PersonaShape['cover'] | undefined {
  const on = enrollments.filter((enrollment) => isOn(enrollment, day));
  const isMedicare = on.some(({ product }) => product === 'dualConnect');
  const isMediCal = on.some(({ product }) => product === 'mediCal');
  if (isMedicare) return isMediCal ? 'dual' : 'medicare';
  return isMediCal ? 'medi-cal' : undefined;
}

/** Which of the member's times in a product holds on a day; the first when none does. */
export function nthOn({ enrollments }: MemberFacts, product: Enrollment['product'], day: number): number {
  return enrollments.find((one) => one.product === product && isOn(one, day))?.nth ?? 0;
}

function isOn({ from, to }: Enrollment, day: number): boolean {
  return from <= day && (to === undefined || day <= to);
}

type Span = Omit<Enrollment, 'nth'>;

function plain(
  random: Random,
  { anchorYear }: Origin,
  cover: PersonaShape['cover'],
  start: number,
  history: History,
): Span[] {
  const products: Span['product'][] =
    cover === 'dual' ? ['dualConnect', 'mediCal'] : [cover === 'medicare' ? 'dualConnect' : 'mediCal'];
  const month = random.int(2, 11);
  const firstOf = (year: number, of: number): number => dayOf(year, of, 1);
  const all = (from: number, to?: number): Span[] =>
    products.map((product) => ({
      product,
      from,
      to,
      ...(to === undefined ? {} : { endKnownOn: to - NOTICE_DAYS }),
    }));
  switch (history) {
    case 'steady':
      return all(start);
    case 'gap':
      return [
        ...all(start, firstOf(anchorYear - 1, month) - 1),
        ...all(firstOf(anchorYear - 1, month + random.int(1, 4))),
      ];
    case 'ended':
      return all(start, firstOf(anchorYear - random.int(0, 1), month) - 1);
    case 'future':
      return all(firstOf(anchorYear, month));
    case 'switched': {
      const turn = firstOf(anchorYear - 1, month);
      // Medi-Cal is lost to a raise in income, Medicare comes with age or disability.
      if (cover !== 'dual') return all(start);
      return random.chance(0.5)
        ? [
            { product: 'mediCal', from: start, to: undefined },
            { product: 'dualConnect', from: turn, to: undefined },
          ]
        : [
            { product: 'dualConnect', from: start, to: undefined },
            { product: 'mediCal', from: start, to: turn - 1, endKnownOn: turn - NOTICE_DAYS },
          ];
    }
  }
}

/** Everyone who is born into the plan is born to a mother with Medi-Cal. */
function newborn(birthDay: number): Span[] {
  const own = birthDay + NEWBORN_DAYS;
  return [
    { product: 'mediCal', from: birthDay, to: own - 1, byMother: true },
    { product: 'mediCal', from: own, to: undefined },
  ];
}

function untilDeath(span: Span, deathDay: number | undefined): Span[] {
  if (deathDay === undefined || (span.to !== undefined && span.to <= deathDay)) return [span];
  return span.from > deathDay ? [] : [{ ...span, to: deathDay, endKnownOn: deathDay + REPORTED_DEATH_DAYS }];
}

function numbered(spans: readonly Span[]): Enrollment[] {
  const sorted = [...spans].sort((a, b) => a.from - b.from);
  return sorted.map((span, index) => ({
    ...span,
    nth: sorted.slice(0, index).filter(({ product }) => product === span.product).length,
  }));
}

/** The day the plan first hears of a member: the day before coverage, of coverage yet to come the autumn before. */
export function registeredOn(origin: Origin, enrolledOn: number): number {
  const opened = dayOf(origin.anchorYear - 1, 10, 15);
  return yearOf(enrolledOn) < origin.anchorYear ? enrolledOn - 1 : Math.min(opened, enrolledOn - 1);
}
