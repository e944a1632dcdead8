import type { Attachment } from '@alliance/contracts/attachment.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { Injectable } from '@nestjs/common';
import type { Work } from '../command/work.js';
import type { Transaction } from '../db/database.js';
import type { StoredFile } from '../files/files.js';
import type { Shelf } from '../files/folders.js';

export type ParentKind = 'referral' | 'consultation';
/** What a document is for. */
export interface ParentRef {
  readonly kind: ParentKind;
  readonly id: string;
}

/** What a feature says of the documents that belong to its subjects. */
export interface DocumentParent {
  readonly shelf: Shelf;
  /** Whether this person may add one of so many bytes there now. @throws Refusal of the feature */
  announce(work: Work, actor: Actor, parentId: string, id: string, bytes: number): Promise<unknown>;
  /** Writes the row of a stored one. @throws Refusal as `announce` */
  add(work: Work, actor: Actor, parentId: string, id: string, stored: StoredFile): Promise<Attachment>;
  /** A document that this person added: what an upload of theirs has become. */
  byPerson(tx: Transaction, actor: Actor, id: string): Promise<{ readonly attachment: Attachment; readonly parentId: string } | undefined>;
}

/** One way in for documents of every feature; each feature that has some says so when it starts. */
@Injectable()
export class DocumentParents {
  private readonly parents = new Map<ParentKind, DocumentParent>();

  register(kind: ParentKind, parent: DocumentParent): void {
    this.parents.set(kind, parent);
  }

  of(kind: ParentKind): DocumentParent {
    const parent = this.parents.get(kind);
    if (!parent) throw new Error(`nobody keeps documents of a ${kind} here`);
    return parent;
  }

  all(): [ParentKind, DocumentParent][] {
    return [...this.parents];
  }
}
