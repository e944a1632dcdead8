import type { BatchPatient, sendBatch } from '@alliance/contracts/batch.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal, type RefusalCode } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';

export type Group = InputOf<typeof sendBatch>['body'];

export interface Refused {
  readonly key: string;
  readonly label: string;
  readonly code: RefusalCode;
  readonly fields: readonly string[];
}

const openStatement = `
  insert into referral_batch (id, institution_id, kind, explanation, opened_by, opened_at) values ($1, $2, $3, $4, $5, $6)
  on conflict (id) do nothing returning id`;
/** Whoever repeats a command waits here for the first one, and finds it done. */
const claimStatement = `
  insert into referral_batch_patient (batch_id, key, institution_id, label, referral_id, tried_at) values ($1, $2, current_institution(), $3, $4, $5)
  on conflict (batch_id, key) do update set label = excluded.label, referral_id = excluded.referral_id, refusal = null, fields = '{}', tried_at = excluded.tried_at
    where referral_batch_patient.referral_id is null
  returning referral_id`;
const refusedStatement = `
  insert into referral_batch_patient (batch_id, key, institution_id, label, refusal, fields, tried_at)
    select $1, key, current_institution(), label, code, array(select jsonb_array_elements_text(fields)), $3
    from jsonb_to_recordset($2::jsonb) one (key text, label text, code text, fields jsonb)
  on conflict (batch_id, key) do update set label = excluded.label, refusal = excluded.refusal, fields = excluded.fields, tried_at = excluded.tried_at
    where referral_batch_patient.referral_id is null`;

@Injectable()
export class BatchStore {
  /** @returns whether it is new @throws Refusal access.not_found for a group of another hospital */
  async open(work: Work, actor: Actor, { id, kind, explanation }: Group): Promise<boolean> {
    const opened = await work.rows(openStatement, [id, actor.institutionId, kind, explanation, actor.appointmentId, work.now]);
    if (opened.length) return true;
    const own = await work.rows('select 1 from referral_batch where id = $1', [id]);
    if (!own.length) throw new Refusal('access.not_found');
    return false;
  }

  /** Keys of those who were sent before the command was repeated. */
  async sent(work: Work, batchId: string): Promise<ReadonlySet<string>> {
    const rows = await work.rows<{ key: string }>(
      'select key from referral_batch_patient where batch_id = $1 and referral_id is not null',
      [batchId],
    );
    return new Set(rows.map(({ key }) => key));
  }

  /** @returns whether this patient is still to be sent */
  async claim(work: Work, batchId: string, { key, label }: BatchPatient, referralId: string): Promise<boolean> {
    const claimed = await work.rows(claimStatement, [batchId, key, label, referralId, work.now]);
    return claimed.length > 0;
  }

  async keepRefused(work: Work, batchId: string, refused: readonly Refused[]): Promise<void> {
    await work.rows(refusedStatement, [batchId, JSON.stringify(refused), work.now]);
  }

  /** @returns whether this hospital has not been told before */
  async announce(work: Work, batchId: string, receiverId: string): Promise<boolean> {
    const told = await work.rows(
      `update referral_batch set announced_to = announced_to || $2::uuid where id = $1 and not ($2::uuid = any(announced_to)) returning id`,
      [batchId, receiverId],
    );
    return told.length > 0;
  }
}
