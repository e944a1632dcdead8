import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

const definer = 'security definer set search_path = public, pg_temp';
const ours = `institution_id = current_institution()`;
/** Of the lead's people the academic team alone; the worker acts for the hospital and has no role. */
const academicOrWorker = `coalesce(current_office_role(), 'worker') in ('expert', 'quality_manager', 'lead_administrator', 'worker')`;
/** A run that is under way, the protocol it is about, and the alliances whose referrals it judges: those that the asking hospital leads. */
const going = `
  from replay_run r join protocol p on p.id = r.protocol_id
    join alliance a on (a.id = p.alliance_id or p.common) and a.lead_id = current_institution()
  where r.id = asked and r.institution_id = current_institution() and r.state in ('queued', 'running')`;

/** A version run over what was judged when patients were sent: facts for the lead's own worker while a run goes, and nobody's name. */
export class Replay extends Migration {
  override up(): void {
    this.addSql(`
      alter table replay_run drop column reached,
        -- the last referral that was judged; runs go by alliance, moment and id
        add reached jsonb,
        -- what the version said when the run began
        add content_digest text not null,
        -- when a worker last wrote, and how often one began since
        add moved_at timestamptz,
        add attempts int not null default 0;
      grant update (reached, moved_at, attempts) on replay_run to alliance_app;

      drop policy own on replay_run;
      create policy own on replay_run for select to alliance_app using (${ours} and ${academicOrWorker});
      create policy author_starts on replay_run for insert to alliance_app with check (${ours} and ${academicOrWorker} and requested_by = current_person()
        and exists (select 1 from protocol_version v join protocol p on p.id = v.protocol_id
          where v.id = version_id and p.id = replay_run.protocol_id and leads_alliance(p.alliance_id)));
      create policy own_changes on replay_run for update to alliance_app using (${ours} and ${academicOrWorker}) with check (${ours});

      drop index referral_judgement_replay;
      create index referral_judgement_replay on referral_judgement (alliance_id, judged_at, referral_id);
      create index replay_case_page on replay_case (run_id, submitted_at desc, referral_id desc);

      create function replay_referrals(asked uuid, after_alliance uuid, after_at timestamptz, after_id uuid, page int)
        returns table (referral_id uuid, alliance_id uuid, number text, sender_id uuid, direction text, level text, facts jsonb, judged_at timestamptz, submitted_at timestamptz)
        language sql stable ${definer} as $$
        select j.referral_id, j.alliance_id, f.number, j.sender_id, j.direction, j.level, j.facts, j.judged_at, coalesce(f.submitted_at, j.judged_at)
        from (select a.id, r.requested_at, r.requested_at - make_interval(days => r.days) as since ${going} and (after_alliance is null or a.id >= after_alliance)) one
          cross join lateral (
            select * from referral_judgement k where k.alliance_id = one.id and k.judged_at <= one.requested_at
              and (k.judged_at, k.referral_id) > (
                case when one.id = after_alliance then after_at else one.since end,
                case when one.id = after_alliance then after_id else '00000000-0000-0000-0000-000000000000'::uuid end)
            order by k.judged_at, k.referral_id limit page) j
          join referral f on f.id = j.referral_id
        order by j.alliance_id, j.judged_at, j.referral_id limit page $$;
      create function replay_total(asked uuid) returns int
        language sql stable ${definer} as $$
        select count(*)::int from (select a.id, r.requested_at, r.requested_at - make_interval(days => r.days) as since ${going}) one
          join referral_judgement j on j.alliance_id = one.id and j.judged_at > one.since and j.judged_at <= one.requested_at $$;
      grant select on replay_run, protocol, alliance, referral_judgement, referral to alliance_definer;
    `);
    for (const statement of ownedByDefiner(['replay_referrals(uuid, uuid, timestamptz, uuid, int)', 'replay_total(uuid)']))
      this.addSql(statement);
  }
}
