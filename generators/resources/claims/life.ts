import type { ExplanationOfBenefit } from 'fhir/r4.js';
import { businessDayFrom } from '../../business-days.ts';
import { available, type Dated, dated, versions } from '../../dated.ts';
import type { MemberFacts } from '../../member.ts';
import type { Random } from '../../random.ts';
import { type Adjudicated, cancelled, claim, claimNumber } from './claim.ts';
import type { CostShareYear } from './cost-share.ts';
import type { ClaimContext, ClaimDraft } from './draft.ts';
import { type Decision, decide, type Settlement, settle, settleCrossover, unsettle } from './settlement.ts';

/** A billed claim and what its life is drawn from. */
export interface PlannedClaim {
  readonly context: ClaimContext;
  readonly draft: ClaimDraft;
  /** When (ms) the first adjudication is served. */
  readonly paidAt: number;
  readonly random: Random;
  /** Ids of the claim's ExplanationOfBenefit resources, 0 to 3. */
  readonly idOf: (variant: number) => string;
}

type Ending = 'stands' | 'adjusted' | 'reversed';

interface Course {
  readonly decision: Decision;
  readonly ending: Ending;
  /** Day of the adjustment or reversal. */
  readonly endsOn: number;
  readonly correction: number;
  /** Days that the second payer takes. */
  readonly secondPayerTakes: number;
  /** Seconds after the start of a morning's load. */
  readonly seconds: readonly [number, number, number];
  readonly headerOnly: boolean;
}

/** What was sent so far: by the payer that is asked first, and by the second. */
interface Sent {
  readonly eob: ExplanationOfBenefit;
  readonly availableAt: number;
}

/**
 * Adjudicates the claims of a calendar year in the order of adjudication, since deductibles and maxima add up in it:
 * each is adjudicated, some are adjusted (a new claim, and a last version of the earlier one) or reversed.
 */
export function adjudicateYear(planned: readonly PlannedClaim[], accumulators: CostShareYear): Dated[] {
  const lives = planned.map((one) => ({ one, course: drawCourse(one), list: [] as Dated[] }));
  const steps = lives.flatMap(({ one, course, list }) => {
    const life = createLife(one, course, accumulators, list);
    const first = { day: one.context.adjudicatedOn, run: life.begin };
    return course.ending === 'stands' ? [first] : [first, { day: course.endsOn, run: life.end }];
  });
  for (const { run } of steps.sort((a, b) => a.day - b.day)) run();
  return lives.flatMap(({ list }) => list);
}

/** The persona who gets every kind of care every year shows the courses that claims take, too: in turns, by year. */
const getsAllCare = ({ persona }: MemberFacts): boolean =>
  ALL_CARE.every((care) => persona?.always.includes(care));
const ALL_CARE = ['hospital', 'emergency', 'dental', 'culture'] as const;

function drawCourse({ context, draft, random }: PlannedClaim): Course {
  const { denied, adjudicatedOn, facts, year } = context;
  const drawn = decide(random, draft, denied);
  const pharmacy = draft.kind === 'pharmacy';
  const drawnEnding = random.weighted<Ending>([
    ['stands', denied ? 70 : 94],
    ['adjusted', denied ? 30 : pharmacy ? 1 : 5],
    ['reversed', denied ? 0 : pharmacy ? 3 : 1],
  ]);
  const takes = random.int(5, 14);
  const after = pharmacy ? random.int(2, 12) : random.int(30, 80);
  const headerOnly = random.chance(0.25);
  const turn = getsAllCare(facts) ? year : undefined;
  return {
    decision:
      draft.kind === 'oral' && turn !== undefined && turn % 3 === 2 && !denied
        ? { ...drawn, denied: new Set([1]) }
        : drawn,
    ending: draft.kind === 'institutional' && turn !== undefined && turn % 2 === 1 ? 'adjusted' : drawnEnding,
    endsOn: businessDayFrom(adjudicatedOn + after),
    correction: random.pick([-6, -4, 3, 5, 8]),
    secondPayerTakes: takes,
    seconds: [random.int(0, 10_799), random.int(0, 10_799), random.int(0, 10_799)],
    headerOnly: draft.kind === 'institutional' && (facts.persona ? year % 2 === 0 : headerOnly),
  };
}

function createLife(
  planned: PlannedClaim,
  course: Course,
  accumulators: CostShareYear,
  list: Dated[],
): { begin(): void; end(): void } {
  const { context, draft, idOf } = planned;
  const { facts } = context;
  const [, secondLoad, lastLoad] = course.seconds;
  const shares = draft.lines.some(({ share }) => share.copayCents > 0 || share.coinsurancePercent > 0);
  const secondOn = (day: number): number => businessDayFrom(day + course.secondPayerTakes);
  let settlement: Settlement | undefined;
  let first: Sent | undefined;
  let second: Sent | undefined;

  /** The claim as both payers adjudicate it from that day on. */
  const adjudicate = (
    decided: Decision,
    day: number,
    firstAt: number,
    variant: number,
  ): [Sent, Sent | undefined] => {
    settlement = settle(facts, draft, decided, accumulators);
    const crossover =
      facts.cover === 'dual' && draft.payer === 'dualConnect'
        ? settleCrossover(draft, settlement)
        : undefined;
    const common = { headerOnly: course.headerOnly };
    const medical = shares && draft.kind !== 'pharmacy';
    const one = send(
      {
        ...common,
        id: idOf(variant),
        adjudicatedOn: day,
        payer: draft.payer,
        settlement,
        crossesOver: crossover !== undefined,
        ...(medical && facts.cover === 'medicare' ? { accumulated: accumulators.standing() } : {}),
        ...(first ? { replaces: claimNumber(first.eob.id ?? '') } : {}),
      },
      firstAt,
    );
    if (!crossover) return [one, undefined];
    const then = secondOn(day);
    const two = send(
      {
        ...common,
        id: idOf(variant + 1),
        adjudicatedOn: then,
        payer: 'mediCal',
        settlement: crossover,
        crossesOver: false,
        ...(second ? { replaces: claimNumber(second.eob.id ?? '') } : {}),
      },
      available(then, secondLoad),
    );
    return [one, two];
  };
  const send = (adjudicated: Adjudicated, availableAt: number): Sent => ({
    eob: claim(context, draft, adjudicated),
    availableAt,
  });
  const close = (earlier: Sent, at: number, replacement: Sent | undefined): void => {
    const last = cancelled(earlier.eob, replacement && claimNumber(replacement.eob.id ?? ''));
    list.push(
      ...versions([
        [earlier.eob, earlier.availableAt],
        [last, at],
      ]),
    );
    if (replacement) list.push(dated(replacement.eob, replacement.availableAt));
  };

  return {
    begin() {
      [first, second] = adjudicate(course.decision, context.adjudicatedOn, planned.paidAt, 0);
      if (course.ending !== 'stands') return;
      list.push(dated(first.eob, first.availableAt));
      if (second) list.push(dated(second.eob, second.availableAt));
    },
    end() {
      if (!first || !settlement) return;
      unsettle(draft.lines, settlement, accumulators);
      const firstAt = available(course.endsOn, lastLoad);
      const [one, two] =
        course.ending === 'reversed'
          ? [undefined, undefined]
          : adjudicate(
              { ...course.decision, denied: new Set(), correction: context.denied ? 0 : course.correction },
              course.endsOn,
              firstAt,
              2,
            );
      close(first, firstAt, one);
      if (second) close(second, two?.availableAt ?? available(secondOn(course.endsOn), secondLoad), two);
      else if (two) list.push(dated(two.eob, two.availableAt));
    },
  };
}
