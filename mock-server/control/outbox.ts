/** A mail that the portal would have sent. */
export interface Mail {
  readonly id: string;
  /** Milliseconds since the epoch, by the sandbox's clock. */
  readonly at: number;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

const KEPT = 500;

/** Mails stay on the machine: they are read here. The oldest go when there are more than 500. */
export class Outbox {
  #mails: readonly Mail[] = [];
  #count = 0;

  add(mail: Omit<Mail, 'id'>): Mail {
    this.#count += 1;
    const added = { ...mail, id: String(this.#count) };
    this.#mails = [...this.#mails.slice(1 - KEPT), added];
    return added;
  }

  /** Newest first. */
  list(to?: string): readonly Mail[] {
    return this.#mails.filter((mail) => to === undefined || mail.to === to).reverse();
  }

  clear(): void {
    this.#mails = [];
  }
}
