const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Seconds as people say them, in whole units, rounded up: `1 hour`, `90 days`. */
export function inWords(seconds: number): string {
  if (seconds >= 2 * DAY) return counted(seconds / DAY, 'day');
  if (seconds > 90 * MINUTE) return counted(seconds / HOUR, 'hour');
  // The documented life of a token is a second less than an hour.
  if (seconds > 59 * MINUTE && seconds <= HOUR) return '1 hour';
  return seconds >= MINUTE ? counted(seconds / MINUTE, 'minute') : counted(seconds, 'second');
}

function counted(amount: number, unit: string): string {
  const whole = Math.ceil(amount);
  return `${whole} ${unit}${whole === 1 ? '' : 's'}`;
}
