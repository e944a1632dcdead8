import { Migration } from '@mikro-orm/migrations';

const me = 'current_institution()';

/** Cards shown by a hospital's own system through CDS Hooks: what its feedback speaks of. Nothing about the patient is kept. */
export class CdsCard extends Migration {
  override up(): void {
    this.addSql(`
      create table cds_card (
        id uuid primary key,
        institution_id uuid not null references institution,
        protocol_id uuid not null references protocol,
        version_id uuid not null references protocol_version,
        -- the criterion that decided
        criterion text,
        shown_at timestamptz not null,
        outcome text check (outcome in ('accepted', 'overridden')),
        reason text,
        outcome_at timestamptz
      );
      create index cds_card_shown on cds_card (institution_id, shown_at);
      alter table cds_card enable row level security;
      alter table cds_card force row level security;
      create policy own on cds_card to alliance_app using (institution_id = ${me})
        with check (institution_id = ${me} and exists (select 1 from protocol p where p.id = protocol_id));
      grant select, insert, delete, update (outcome, reason, outcome_at) on cds_card to alliance_app;
    `);
  }
}
