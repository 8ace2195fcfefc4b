import type { Dialect } from '../../mock-server/context.ts';
import type { Defect } from '../../mock-server/control/defect.ts';
import type { CleanRun } from './clean-run.ts';
import type { Lane } from './lane.ts';
import type { Trial } from './prove-one.ts';
import { variants } from './variant.ts';

/**
 * Has lanes try every job in every dialect. Each begins with a dialect of its own: its clean run is made once, and what
 * the lane keeps of its answers serves for all that follow; then it helps with the others.
 * @param onTried called when a job has been tried in all dialects
 * @returns the clean run of each dialect
 * @throws what went wrong in a lane
 */
export async function runLanes(
  lanes: readonly Lane[],
  jobs: readonly Defect[],
  onTried: (job: Defect, trials: readonly Trial[]) => void,
): Promise<ReadonlyMap<Dialect, CleanRun>> {
  const waiting = new Map(variants.map(({ dialect }) => [dialect, [...jobs]]));
  const cleanRuns = new Map<Dialect, Promise<CleanRun>>();
  const finished = new Map<Dialect, CleanRun>();
  const tried = new Map<Defect, readonly Trial[]>();
  const cleanRun = (dialect: Dialect, lane: Lane) => {
    const made = cleanRuns.get(dialect) ?? lane.runClean(dialect);
    cleanRuns.set(dialect, made);
    return made;
  };
  const follow = async (lane: Lane, at: number) => {
    for (const dialect of dialectsFrom(at)) {
      const clean = await cleanRun(dialect, lane);
      finished.set(dialect, clean);
      const queue = waiting.get(dialect) ?? [];
      for (let job = queue.shift(); job; job = queue.shift()) {
        const trial = await lane.tryDefect(job.name, dialect, clean);
        const trials = [...(tried.get(job) ?? []), trial].sort(byDialect);
        tried.set(job, trials);
        if (trials.length === variants.length) onTried(job, trials);
      }
    }
  };
  try {
    await Promise.all(lanes.map(follow));
    return finished;
  } finally {
    // After a fault the other lanes would go on to the last job.
    for (const queue of waiting.values()) queue.length = 0;
    await Promise.all(lanes.map((lane) => lane.end()));
  }
}

const dialects = variants.map(({ dialect }) => dialect);

function byDialect(one: Trial, other: Trial): number {
  return dialects.indexOf(one.dialect) - dialects.indexOf(other.dialect);
}

function dialectsFrom(at: number): readonly Dialect[] {
  const first = at % dialects.length;
  return [...dialects.slice(first), ...dialects.slice(0, first)];
}
