import { type Clock, systemClock } from '../clock.ts';
import type { Population } from '../population.ts';
import { ControlledClock } from './controlled-clock.ts';
import type { Defect } from './defect.ts';
import { DefectSwitch } from './defect-switch.ts';
import { Injections } from './injections.ts';
import { Journal } from './journal.ts';
import { Metrics } from './metrics.ts';
import { Outbox } from './outbox.ts';
import { overlaidPopulation } from './overlaid-population.ts';
import { Overlay } from './overlay.ts';

/** What the owner of a sandbox steers it by, beside the APIs that apps see. */
export interface Control {
  readonly clock: ControlledClock;
  /** With the overlay on it. */
  readonly population: Population;
  readonly overlay: Overlay;
  readonly defects: DefectSwitch;
  readonly injections: Injections;
  readonly journal: Journal;
  readonly outbox: Outbox;
  readonly metrics: Metrics;
  /** Notice of planned downtime, shown on every page (GEN-5). */
  banner: string | undefined;
  /** Of Assay. */
  readonly version: string;
  /** Needed from elsewhere than this machine; without it the control plane answers loopback addresses only. */
  readonly token: string | undefined;
}

export interface ControlOptions {
  /** Without the overlay. */
  readonly population: Population;
  readonly clock?: Clock;
  /** In force for everyone from the start. */
  readonly defects?: readonly Defect[];
  readonly version: string;
  readonly token?: string | undefined;
}

export function createControl({
  population,
  clock = systemClock,
  defects = [],
  version,
  token,
}: ControlOptions): Control {
  const overlay = new Overlay(population);
  return {
    clock: new ControlledClock(clock),
    overlay,
    population: overlaidPopulation(population, overlay),
    defects: new DefectSwitch(defects, async () => (await import('./defects/index.ts')).defects),
    injections: new Injections(),
    journal: new Journal(),
    outbox: new Outbox(),
    metrics: new Metrics(),
    banner: undefined,
    version,
    token,
  };
}
