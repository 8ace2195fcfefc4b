import type { Answers } from '../portal/production/questionnaire.ts';
import type { Score } from '../portal/production/score.ts';
import type { State } from '../portal/production/states.ts';

/** What the developer portal remembers. All times are milliseconds since the epoch. */
export interface PortalStore {
  findDeveloper(id: string): Promise<Developer | undefined>;
  /** @param email in lower case, as all addresses are kept */
  findDeveloperByEmail(email: string): Promise<Developer | undefined>;
  /** Registers or changes. @returns the account of that address, whoever was first to register it */
  saveDeveloper(developer: Developer): Promise<Developer>;

  saveRegistration(id: string, registration: Registration): Promise<void>;
  findRegistration(id: string): Promise<Registration | undefined>;
  /** Counts a try of the access code, before it is compared. @returns tries, this one included */
  countTry(id: string): Promise<number>;
  /** Single use: true for exactly one caller. */
  useRegistration(id: string): Promise<boolean>;

  savePortalSession(id: string, session: PortalSession): Promise<void>;
  findPortalSession(id: string): Promise<PortalSession | undefined>;
  touchPortalSession(id: string, expiresAt: number): Promise<void>;
  endPortalSession(id: string): Promise<void>;
  /** Ends every session of an account, as after a change of its password. */
  endPortalSessionsOf(account: string): Promise<void>;

  findProductionRequest(id: string): Promise<ProductionRequest | undefined>;
  /** The one of a sandbox app that was not withdrawn. */
  productionRequestOfApp(clientId: string): Promise<ProductionRequest | undefined>;
  /** Newest change first; of one developer, or all. */
  listProductionRequests(owner?: string): Promise<readonly ProductionRequest[]>;
  addProductionRequest(request: ProductionRequest): Promise<void>;
  /**
   * Writes what has become of the request, if no one else has written since it was read.
   * @returns whether it was written
   */
  updateProductionRequest(request: ProductionRequest): Promise<boolean>;

  addSubmission(submission: Submission): Promise<void>;
  /** Oldest first. */
  submissionsOf(requestId: string): Promise<readonly Submission[]>;
  addMessage(message: Message): Promise<void>;
  /** Oldest first. */
  messagesOf(requestId: string): Promise<readonly Message[]>;

  addAudit(entry: AuditEntry): Promise<void>;
  /** Newest first: of a subject, of an account, or all; at most 200. */
  listAudit(of?: { readonly subject: string } | { readonly account: string }): Promise<readonly AuditEntry[]>;
}

export interface Developer {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly organization: string;
  /** As `hashPassword` makes it; absent until the first password is set. */
  readonly passwordHash?: string;
  readonly createdAt: number;
}

/** A mail with link and access code that waits for its password (REG-1). */
export interface Registration {
  readonly developerId: string;
  /** `hashSecret` of the access code. */
  readonly codeHash: string;
  readonly expiresAt: number;
  readonly tries: number;
  readonly used: boolean;
}

export interface PortalSession {
  readonly role: 'developer' | 'staff';
  /** Id of the developer, or address of the member of staff. */
  readonly account: string;
  /** When it ends unless it is used. */
  readonly expiresAt: number;
  /** When it ends in any case. */
  readonly endsAt: number;
}

/** One application for production access (PROD-2). */
export interface ProductionRequest {
  readonly id: string;
  /** Of the sandbox app. */
  readonly clientId: string;
  readonly appName: string;
  readonly owner: string;
  readonly state: State;
  /** Counts the writes. */
  readonly revision: number;
  readonly answers: Answers;
  readonly urls: ProductionUrls;
  /** When the reading of the Terms of Use was confirmed (PROD-12). */
  readonly termsAcceptedAt?: number;
  readonly score?: Score;
  /** Of the face-to-face review (PROD-8). */
  readonly review?: { readonly at: string; readonly place: string };
  /** Of the decision. */
  readonly reason?: string;
  readonly productionClientId?: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface ProductionUrls {
  readonly callback: string;
  readonly privacyPolicy: string;
  readonly terms: string;
}

export interface Attestation {
  readonly name: string;
  readonly title: string;
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly statement: string;
}

/** What was submitted, frozen. */
export interface Submission {
  readonly requestId: string;
  /** From 1. */
  readonly version: number;
  readonly at: number;
  readonly questionnaireVersion: string;
  readonly answers: Answers;
  readonly urls: ProductionUrls;
  readonly attestation: Attestation;
  readonly total: Score;
  readonly sections: Readonly<Record<string, Score>>;
}

/** A follow-up question of the plan, or the answer to it. */
export interface Message {
  readonly requestId: string;
  readonly at: number;
  readonly by: 'staff' | 'developer';
  readonly text: string;
}

export interface AuditEntry {
  readonly at: number;
  /** Address of who did it; `unknown` before anyone is signed in. */
  readonly actor: string;
  /** Developer account that it concerns. */
  readonly account: string;
  /** Such as `app.deleted`. */
  readonly action: string;
  /** Such as a client id. */
  readonly subject: string;
  /** Never a secret. */
  readonly detail: string;
}
