import { endedByArrival } from '@alliance/domain/down-transfer/coming-down';
import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

const me = 'current_institution()';
const definer = 'security definer set search_path = public, pg_temp';
const overStates = endedByArrival.map((state) => `'${state}'`).join(', ');
/** Houses of an alliance that both belong to today. */
const allied = (column: string) => `exists (select 1 from membership theirs join membership ours on ours.alliance_id = theirs.alliance_id
  where theirs.institution_id = ${column} and ours.institution_id = ${me} and theirs.suspended_at is null and ours.suspended_at is null
    and theirs.valid @> local_today() and ours.valid @> local_today())`;

/** What comes down with a patient, what the hospital below can go on giving, and how the referral that went up ends. */
export class ComingDown extends Migration {
  override up(): void {
    this.addSql(`
      create table down_plan (
        referral_id uuid primary key references referral,
        rehabilitation jsonb not null,
        medicines jsonb not null,
        warning_signs jsonb not null,
        next_visit_on date,
        written_by uuid not null references person,
        written_at timestamptz not null
      );
      alter table down_plan enable row level security;
      alter table down_plan force row level security;
      create policy with_referral on down_plan for select to alliance_app using (exists (select 1 from referral r where r.id = referral_id));
      create policy sender_writes on down_plan for insert to alliance_app
        with check (exists (select 1 from referral r where r.id = referral_id and r.sender_id = ${me}));
      grant select, insert on down_plan to alliance_app;

      -- an offer is judged when it is made, with what was measured in care
      create policy offering on referral_judgement for insert to alliance_app
        with check (sender_id = ${me} and exists (select 1 from referral r where r.id = referral_id and r.sender_id = ${me} and r.state = 'offered'));

      -- 基本用药目录: what a hospital keeps, for whoever wants to send a patient home to it.
      create table formulary_item (
        id uuid primary key,
        institution_id uuid not null references institution,
        name text not null,
        pinyin text not null,
        initials text not null,
        strength text,
        form text,
        atc text check (atc ~ '^[A-Z][0-9]{2}[A-Z]{2}[0-9]{2}$'),
        in_stock boolean not null default true,
        version int not null default 1,
        changed_at timestamptz not null,
        changed_by uuid not null references person,
        ended_at timestamptz
      );
      create unique index formulary_item_listed on formulary_item (institution_id, name, coalesce(strength, ''), coalesce(form, '')) where ended_at is null;
      create index formulary_item_search on formulary_item (institution_id, initials text_pattern_ops) where ended_at is null;
      alter table formulary_item enable row level security;
      alter table formulary_item force row level security;
      create policy own_house on formulary_item to alliance_app using (institution_id = ${me}) with check (institution_id = ${me});
      create policy allied_read on formulary_item for select to alliance_app using (ended_at is null and ${allied('formulary_item.institution_id')});
      grant select, insert on formulary_item to alliance_app;
      grant update (in_stock, version, changed_at, changed_by, ended_at) on formulary_item to alliance_app;

      -- The patient has come down: the referral that went up is over, with the outcome that came along. Asked by whoever took the patient in.
      create function come_down(p_offer uuid, p_event uuid, p_at timestamptz)
        returns table (id uuid, version int, sender_id uuid, receiver_id uuid, outcome text, concerns uuid[])
        language plpgsql volatile ${definer} as $$
        declare offer referral;
        begin
          select r.* into offer from referral r where r.id = p_offer and r.receiver_id = ${me} and r.state = 'arrived' and r.origin_id is not null;
          if not found then return; end if;
          return query
            with ended as (
              update referral o set state = 'closed', version = o.version + 1, updated_at = p_at, closed_at = p_at, ended_as = 'came_down',
                  outcome = coalesce(o.outcome, case when offer.receiver_id = o.sender_id then 'back_to_sender' else 'transferred_on' end),
                  next_action_at = null, next_action_by = null, paused_seconds = null, undo = null
                where o.id = offer.origin_id and o.receiver_id = offer.sender_id and o.state in (${overStates}) returning o.*),
            noted as (
              insert into referral_note (id, referral_id, event_id, kind, text, at, person_id, institution_id)
                select gen_random_uuid(), e.id, p_event, 'outcome_summary', n.text, p_at, n.person_id, n.institution_id
                from ended e join referral_note n on n.referral_id = p_offer and n.kind = 'offer_summary')
            select e.id, e.version, e.sender_id, e.receiver_id, e.outcome,
              array(select distinct a.person_id from appointment a where a.id in (e.owner_id, e.created_by)) from ended e;
        end $$;
      grant select, update (state, version, updated_at, closed_at, ended_as, outcome, next_action_at, next_action_by, paused_seconds, undo) on referral to alliance_definer;
      grant select, insert on referral_note to alliance_definer;
    `);
    for (const statement of ownedByDefiner(['come_down(uuid, uuid, timestamptz)'])) this.addSql(statement);
  }
}
