import type { Feature } from '../rulesets.ts';
import type { CheckContext } from './context.ts';
import type { Clause, Level } from './result.ts';
import type { Target } from './target.ts';

/** Something a check cannot do without. A target that lacks it makes the check a skip with the reason. */
export type Need =
  | 'directory client'
  | 'member client'
  | 'second client'
  | 'other redirect uri'
  | 'patient access'
  | 'provider directory'
  | 'second member'
  | 'encoded client'
  | 'native client'
  | 'query redirect uri'
  | 'documentation'
  | 'consents page'
  | 'cors origin'
  | 'control plane'
  | 'portal'
  | 'portal mailbox'
  | 'portal reviewer'
  | 'production member';

export interface Check {
  /** `suite.group.check` */
  readonly id: string;
  /** True when the check passes. */
  readonly title: string;
  readonly level: Level;
  /** Levels that replace `level` where the ruleset includes the feature. */
  readonly levelUnder?: Readonly<Partial<Record<Feature, Level>>>;
  /** Judged only under rulesets that include the feature; else the check is omitted. */
  readonly under?: Feature | undefined;
  /** Could lock an account or an address out: run only when the target or the caller allows it. */
  readonly intrusive?: true;
  /** Run after all other checks of the run, since what it does may outlast it. */
  readonly last?: true;
  /** The check's security part can never be a deviation nor be waived. */
  readonly security?: true;
  /** Statements of the portal documentation, such as `CC-2`. */
  readonly requirements: readonly string[];
  readonly clauses: readonly Clause[];
  readonly why: string;
  readonly fix: string;
  /** Defects of the sandbox that make this check fail. */
  readonly detects: readonly string[];
  /** The test that proves the check with a small server of its own, where no sandbox in one process can be made to fail. */
  readonly provedBy?: string;
  /** Defects that may make this check fail beside the checks that name them in `detects`. */
  readonly companionOf?: readonly string[] | undefined;
  readonly needs: readonly Need[];
  run(context: CheckContext): Promise<void>;
}

export interface Suite {
  readonly name: string;
  readonly title: string;
  readonly checks: readonly Check[];
  /** Checks without which the suite says nothing: one of them not exercised makes the run incomplete. */
  readonly core: readonly string[];
}

/** What the target lacks of a need, as a sentence, or `undefined` when it is there. */
export function lacking(need: Need, target: Target): string | undefined {
  const { clients, members, portal } = target;
  const has: Record<Need, [boolean, string]> = {
    'directory client': [clients.directory !== undefined, 'clients.directory'],
    'member client': [
      clients.member !== undefined && members.length > 0 && target.oauth.authorize !== undefined,
      'clients.member, members and oauth.authorize',
    ],
    'second client': [clients.second !== undefined, 'clients.second'],
    'other redirect uri': [clients.member?.otherRedirectUri !== undefined, 'clients.member.otherRedirectUri'],
    'patient access': [target.patientAccess !== undefined, 'patientAccess'],
    'provider directory': [target.providerDirectory !== undefined, 'providerDirectory'],
    'second member': [members.length > 1, 'a second entry in members'],
    'encoded client': [clients.encoded !== undefined, 'clients.encoded'],
    'native client': [clients.native !== undefined, 'clients.native'],
    'query redirect uri': [clients.member?.queryRedirectUri !== undefined, 'clients.member.queryRedirectUri'],
    documentation: [target.documentation !== undefined, 'documentation'],
    'consents page': [target.consents !== undefined, 'consents'],
    'cors origin': [target.oauth.corsOrigin !== undefined, 'oauth.corsOrigin'],
    'control plane': [target.control !== undefined, 'control'],
    portal: [portal !== undefined, 'portal'],
    'portal mailbox': [portal?.outbox !== undefined, 'portal.outbox to read mails from'],
    'portal reviewer': [portal?.reviewer !== undefined, 'portal.reviewer'],
    'production member': [portal?.productionMember !== undefined, 'portal.productionMember'],
  };
  const [present, name] = has[need];
  return present ? undefined : `the target descriptor gives no ${name}`;
}

export function rfc(number: number, section: string): Clause {
  return {
    text: `RFC ${number} §${section}`,
    url: `https://www.rfc-editor.org/rfc/rfc${number}#${/^[A-Z]/.test(section) ? 'appendix' : 'section'}-${section}`,
  };
}

/** @param page file and fragment on the R4 site, such as `search.html#prefix` */
export function fhir(page: string): Clause {
  return { text: `FHIR R4 ${page}`, url: `https://hl7.org/fhir/R4/${page}` };
}

/** @param section fragment of the page "App Launch" */
export function smartLaunch(section: string): Clause {
  return {
    text: `SMART App Launch 2.0.0, ${section.replaceAll('-', ' ')}`,
    url: `https://hl7.org/fhir/smart-app-launch/STU2/app-launch.html#${section}`,
  };
}

export function portal(step: string): Clause {
  return { text: `Portal documentation, ${step}`, url: '' };
}
