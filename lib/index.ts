/**
 * Assay as a library: the sandbox inside an app’s own tests, synthetic plan data, and descriptors of deployments.
 * @packageDocumentation
 */
export {
  createPopulation,
  OptionError,
  type Population,
  type PopulationMember,
  type PopulationOptions,
  type PopulationPersona,
} from '../generators/population.ts';
export type { Dialect } from '../mock-server/context.ts';
export type { Defect } from '../mock-server/control/defect.ts';
export { defects } from '../mock-server/control/defects/index.ts';
export type { StatePlace } from '../mock-server/store/state.ts';
export { StateError } from '../mock-server/store/state-error.ts';
export type { Transport } from '../suites/runner/http.ts';
export type {
  CheckResult,
  Exchange,
  Finding,
  Level,
  Outcome,
  RunResult,
  RunVerdict,
  Severity,
} from '../suites/runner/result.ts';
export {
  type Client,
  createTarget,
  type Limits,
  type LoginSettings,
  loadTarget,
  type MemberClient,
  type Target,
  TargetError,
  type TargetInput,
  type TestMember,
  type Waiver,
} from '../suites/runner/target.ts';
export { describeSandbox } from './embedded-target.ts';
export { createSandbox, openSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts';
export { version } from './version.ts';
