import { groupDigits } from '../reports/text.ts';

export interface Progress {
  readonly members: number;
  readonly of: number;
  readonly bytes: number;
}

/** A line on the terminal's standard error that is written over; `undefined` when that is no terminal. */
export function liveProgress(
  unit: string,
): { readonly show: (progress: Progress) => void; readonly clear: () => void } | undefined {
  if (!process.stderr.isTTY) return undefined;
  const describe = createProgressText(unit, () => performance.now());
  let shown = Number.NEGATIVE_INFINITY;
  return {
    show: (progress) => {
      const now = performance.now();
      const text = describe(progress);
      if (now - shown < 200) return;
      shown = now;
      process.stderr.write(`\r\x1b[K${text}`);
    },
    clear: () => process.stderr.write('\r\x1b[K'),
  };
}

/**
 * How far a run is, at which rate since its first report (what a resumed run found done counts for nothing), and how
 * long it will take.
 *
 * @param now milliseconds
 */
export function createProgressText(unit: string, now: () => number): (progress: Progress) => string {
  const started = now();
  let before: Progress | undefined;
  return (progress) => {
    before ??= { ...progress };
    const { members, of, bytes } = progress;
    const seconds = (now() - started) / 1000;
    const rate = (members - before.members) / seconds;
    const at = `${groupDigits(members)} of ${groupDigits(of)} ${unit}`;
    if (!(rate > 0) || !Number.isFinite(rate)) return at;
    const speed = Math.round((bytes - before.bytes) / seconds / 1e6);
    return `${at}, ${groupDigits(Math.round(rate))}/s, ${speed} MB/s, ${duration((of - members) / rate)} to go`;
  };
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes} min ${whole % 60} s`
    : `${groupDigits(Math.floor(minutes / 60))} h ${minutes % 60} min`;
}
