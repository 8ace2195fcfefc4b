import type { Control } from '../control.ts';
import { instant, object, operation } from '../operation.ts';
import { ControlError } from '../problem.ts';

const DURATION = /^(-)?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Milliseconds of an ISO 8601 duration of weeks and less, such as `P30D` or `-PT1H30M`. */
function durationOf(text: string): number {
  const parts = DURATION.exec(text);
  if (!parts || /[PT]$/.test(text)) {
    throw new ControlError(400, `by "${text}" is not a duration such as P30D, PT1H30M or -P1D`);
  }
  const [, minus, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts;
  const total =
    (((Number(weeks) * 7 + Number(days)) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
  return (minus ? -1 : 1) * total * 1000;
}

const told = ({ clock }: Control) => ({
  now: new Date(clock.now()).toISOString(),
  frozen: clock.frozen,
});

/** Within what the population's calendar covers. */
const EARLIEST = Date.UTC(2000, 0);
const LATEST = Date.UTC(2100, 0);

function checked(at: number): number {
  if (at >= EARLIEST && at < LATEST) return at;
  throw new ControlError(400, 'the clock goes from 2000-01-01 to 2099-12-31');
}

export const clockOperations = [
  operation({
    id: 'getClock',
    method: 'GET',
    path: '/clock',
    tag: 'clock',
    summary: 'What time it is in the sandbox',
    answer: { status: 200, description: 'The time, and whether it stands still' },
    run: ({ control }) => told(control),
  }),
  operation<{ now?: string; frozen?: boolean }>({
    id: 'setClock',
    method: 'PUT',
    path: '/clock',
    tag: 'clock',
    summary: 'Sets the time, stops it or lets it run',
    body: { ...object({ now: instant, frozen: { type: 'boolean' } }), minProperties: 1 },
    example: { now: '2026-03-01T08:00:00Z', frozen: true },
    answer: { status: 200, description: 'The time as it is now' },
    run: ({ control, body: { now, frozen } }) => {
      if (now !== undefined) control.clock.set(checked(Date.parse(now)));
      if (frozen === true) control.clock.freeze();
      if (frozen === false) control.clock.resume();
      return told(control);
    },
  }),
  operation<{ by: string }>({
    id: 'advanceClock',
    method: 'POST',
    path: '/clock/advance',
    tag: 'clock',
    summary: 'Moves the time on (or back) by a duration: claims arrive, tokens expire',
    body: object(
      {
        by: {
          type: 'string',
          description: 'ISO 8601 duration of weeks, days, hours, minutes and seconds, such as P30D or PT1H',
        },
      },
      ['by'],
    ),
    example: { by: 'P30D' },
    answer: { status: 200, description: 'The time as it is now' },
    run: ({ control, body: { by } }) => {
      control.clock.set(checked(control.clock.now() + durationOf(by)));
      return told(control);
    },
  }),
  operation({
    id: 'resetClock',
    method: 'DELETE',
    path: '/clock',
    tag: 'clock',
    summary: 'Back to the time of the machine, running',
    answer: { status: 200, description: 'The time as it is now' },
    run: ({ control }) => {
      control.clock.reset();
      return told(control);
    },
  }),
];
