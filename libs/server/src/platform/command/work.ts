import type { Actor } from '@alliance/domain/access/actor';
import type { Topic } from '@alliance/contracts/live';
import { newId } from '../ids.js';
import { Transaction } from '../db/database.js';
import type { TimerKind } from '../timers/timer.js';

/** What a command says happened. `data` holds codes, numbers and ids; free text has a place of its own beside its subject. */
export interface NewEvent {
  readonly kind: string;
  readonly topic: Topic;
  readonly subjectId: string;
  /** Version of the subject after the change. */
  readonly version: number;
  readonly data?: Readonly<Record<string, unknown>>;
  /** Institutions whose screens look again. */
  readonly recipients: readonly string[];
  /** People it is about beyond their role: the doctor who sent the patient. */
  readonly concerns?: readonly string[];
}

export interface NewTimer {
  readonly kind: TimerKind;
  readonly subjectId: string;
  readonly dueAt: Date;
}

export interface NewAudit {
  readonly action: string;
  readonly objectKind: string;
  readonly objectIds: readonly string[];
}

/** One transaction of a command: reads and writes go through `em`, `sql`, `rows`; what happened is recorded here and written once, at the end. */
export class Work extends Transaction {
  readonly events: (NewEvent & { readonly id: string })[] = [];
  readonly timers: (NewTimer & { readonly id: string })[] = [];
  readonly audits: NewAudit[] = [];
  readonly commitHooks: (() => void)[] = [];
  /** The thing the command was about: what a repeated request is answered with. */
  subjectId: string | undefined;

  constructor(
    tx: Transaction,
    readonly actor: Identified,
    readonly now: Date,
  ) {
    super(tx.em, tx.identity);
  }

  /**
   * @param id given by whoever had to write rows of it before it could say what happened
   * @returns the id of the event, for rows that belong to it
   */
  event(event: NewEvent, id = newId()): string {
    this.events.push({ ...event, id });
    return id;
  }

  /** Every institution somebody works for: for changes of the shared registries. */
  async everyone(): Promise<string[]> {
    const found = await this.rows<{ institution_id: string }>('select distinct institution_id from appointment');
    return found.map((row) => row.institution_id);
  }

  timer(timer: NewTimer): void {
    this.timers.push({ ...timer, id: newId() });
  }

  audit(audit: NewAudit): void {
    this.audits.push(audit);
  }

  /** Hints to other processes, once what they are about is true; a rolled back command gives none. */
  afterCommit(hook: () => void): void {
    this.commitHooks.push(hook);
  }
}

/** A person in an appointment, or an institution on its own when a timer fires. */
export type Identified = Pick<Actor, 'institutionId'> & Partial<Actor>;
