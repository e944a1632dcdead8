import { batchKinds } from '@alliance/domain/batch/batch';
import { Migration } from '@mikro-orm/migrations';

const me = 'current_institution()';
const kinds = batchKinds.map((kind) => `'${kind}'`).join(', ');

/** Patients who leave together: one group of a sender, with what became of each of them. Receivers see their referrals, not the group. */
export class Batch extends Migration {
  override up(): void {
    this.addSql(`
      create table referral_batch (
        id uuid primary key,
        institution_id uuid not null references institution,
        kind text not null check (kind in (${kinds})),
        explanation text not null,
        opened_by uuid not null references appointment,
        opened_at timestamptz not null,
        -- hospitals that were told of the group: once each, however many patients come
        announced_to uuid[] not null default '{}'
      );
      create index referral_batch_institution on referral_batch (institution_id, opened_at desc, id desc);

      -- One patient of a group, by the sender's own key: sent once, however often the line broke. What was refused may be tried again.
      create table referral_batch_patient (
        batch_id uuid not null references referral_batch,
        key text not null,
        institution_id uuid not null references institution,
        label text not null,
        -- claimed before the referral is written
        referral_id uuid references referral deferrable initially deferred,
        refusal text,
        fields text[] not null default '{}',
        tried_at timestamptz not null,
        primary key (batch_id, key),
        check ((referral_id is null) = (refusal is not null))
      );
      create index referral_batch_patient_referral on referral_batch_patient (referral_id) where referral_id is not null;
      alter table referral add foreign key (batch_id) references referral_batch;
    `);
    for (const table of ['referral_batch', 'referral_batch_patient'])
      this.addSql(`
        alter table ${table} enable row level security;
        alter table ${table} force row level security;
        create policy own on ${table} to alliance_app using (institution_id = ${me}) with check (institution_id = ${me});
      `);
    this.addSql(`
      grant select, insert, update (announced_to) on referral_batch to alliance_app;
      grant select, insert, update (label, referral_id, refusal, fields, tried_at) on referral_batch_patient to alliance_app;
    `);
  }
}
