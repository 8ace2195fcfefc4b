const DAY = 86_400_000;

/** Federal holidays (5 U.S.C. 6103(a)) of a year, days since the epoch, moved to the working day they are kept on. */
function holidaysOf(year: number): Set<number> {
  const day = (month: number, date: number) => Date.UTC(year, month - 1, date) / DAY;
  const weekday = (one: number) => (((one + 4) % 7) + 7) % 7;
  const nth = (month: number, wanted: number, n: number) => {
    const first = day(month, 1);
    return first + ((wanted - weekday(first) + 7) % 7) + (n - 1) * 7;
  };
  const lastMonday = (month: number) => {
    const last = day(month + 1, 1) - 1;
    return last - ((weekday(last) + 6) % 7);
  };
  const kept = (one: number) => (weekday(one) === 6 ? one - 1 : weekday(one) === 0 ? one + 1 : one);
  return new Set([
    ...[day(1, 1), day(6, 19), day(7, 4), day(11, 11), day(12, 25)].map(kept),
    nth(1, 1, 3),
    nth(2, 1, 3),
    lastMonday(5),
    nth(9, 1, 1),
    nth(10, 1, 2),
    nth(11, 4, 4),
  ]);
}

export function isBusinessDay(day: number): boolean {
  const weekday = (((day + 4) % 7) + 7) % 7;
  const year = new Date(day * DAY).getUTCFullYear();
  // New Year's Day on a Saturday is kept on the last day of the year before.
  return weekday !== 0 && weekday !== 6 && !holidaysOf(year).has(day) && !holidaysOf(year + 1).has(day);
}

/**
 * The end of the business day after a date, in milliseconds since the epoch, at the westernmost place of the United
 * States: nobody is told off for a time zone.
 * @param date begins with `YYYY-MM-DD`
 */
export function endOfNextBusinessDay(date: string): number {
  let day = Date.parse(date.slice(0, 10)) / DAY + 1;
  while (!isBusinessDay(day)) day += 1;
  return (day + 1) * DAY + 12 * 3_600_000;
}
