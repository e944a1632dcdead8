import { specialties } from '@alliance/domain/alliance/alliance';
import { consultationKinds, physicianTitles } from '@alliance/domain/consultation/consultation.codes';
import { agreementClauses, agreementReaches } from '@alliance/domain/service-agreement/service-agreement.codes';
import { agreementStates } from '@alliance/domain/service-agreement/service-agreement.machine';
import { Migration } from '@mikro-orm/migrations';

const me = 'current_institution()';
const office = `current_office_role() = 'management_office'`;
const oneOf = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ');
const listOf = (values: readonly string[]) => `array[${oneOf(values)}]`;
const clauses = agreementClauses.join(', ');
const leads = `exists (select 1 from alliance a where a.id = alliance_id and a.lead_id = ${me})`;
const member = (institution: string) =>
  `select m.institution_id from membership m where m.alliance_id = s.alliance_id and m.institution_id = ${institution} and m.valid @> local_today()`;
const signs = `(provider_id = ${me} or requester_id = ${me} or ${leads})`;

/** 远程医疗服务协议 between hospitals, and the experts that can be asked (25号; TM-02, TM-03, TM-08). */
export class ServiceAgreementAndExpert extends Migration {
  override up(): void {
    this.agreements();
    this.experts();
    this.agreementPolicies();
    this.expertPolicies();
  }

  private agreements(): void {
    this.addSql(`
      create table service_agreement (
        id uuid primary key,
        number text,
        title text not null,
        reach text not null check (reach in (${oneOf(agreementReaches)})),
        provider_id uuid not null references institution,
        requester_id uuid references institution,
        alliance_id uuid references alliance,
        kinds text[] not null check (kinds <@ ${listOf(consultationKinds)}),
        valid_from date,
        -- the last day
        valid_until date,
        ${agreementClauses.map((clause) => `${clause} text,`).join(' ')}
        -- fen per kind, and who pays
        fees jsonb not null default '{}',
        payer text,
        answer_within_hours int not null check (answer_within_hours between 1 and 720),
        plan_within_hours int not null check (plan_within_hours between 1 and 720),
        finish_within_working_days int not null check (finish_within_working_days between 1 and 60),
        urgent_within_hours int not null check (urgent_within_hours between 1 and 168),
        feedback_within_days int not null check (feedback_within_days between 1 and 180),
        state text not null check (state in (${oneOf(agreementStates)})),
        drafted_by uuid not null references institution,
        sent_back_reason text,
        in_force_at timestamptz,
        -- the last day of one that was ended before its time
        ended_on date,
        ended_reason text,
        ended_by uuid references institution,
        version int not null default 1,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        check ((reach = 'direct') = (requester_id is not null) and (reach = 'alliance') = (alliance_id is not null)),
        constraint service_agreement_between_two check (provider_id <> requester_id),
        check (valid_from <= valid_until),
        check ((state = 'ended') = (ended_on is not null) and (ended_on is null) = (ended_reason is null)),
        constraint service_agreement_complete check (state in ('draft', 'offered') or (
          num_nonnulls(${clauses}) = ${agreementClauses.length} and valid_from is not null and valid_until is not null and cardinality(kinds) > 0))
      );
      create index service_agreement_provider on service_agreement (provider_id, state);
      create index service_agreement_requester on service_agreement (requester_id, state) where requester_id is not null;
      create index service_agreement_alliance on service_agreement (alliance_id, state) where alliance_id is not null;

      create table service_agreement_signature (
        id uuid primary key,
        agreement_id uuid not null references service_agreement,
        institution_id uuid not null references institution,
        person_id uuid not null references person,
        signed_at timestamptz not null,
        -- the wording was sent back: nobody has signed what comes after
        void_at timestamptz
      );
      create unique index service_agreement_signature_once on service_agreement_signature (agreement_id, institution_id) where void_at is null;

      -- what both sides signed is not written again
      create function agreement_stays() returns trigger language plpgsql as $$
        begin
          if old.state in ('in_force', 'ended') and to_jsonb(new) - '{state,ended_on,ended_reason,ended_by,version,updated_at}'::text[]
            is distinct from to_jsonb(old) - '{state,ended_on,ended_reason,ended_by,version,updated_at}'::text[] then
            raise exception 'a signed agreement stays as it was signed' using errcode = 'check_violation';
          end if;
          return new;
        end $$;
      create trigger agreement_stays before update on service_agreement for each row execute function agreement_stays();
    `);
  }

  private experts(): void {
    this.addSql(`
      -- Scope of practice and first independent day stand in the appointment, and are read from there.
      create table expert_profile (
        id uuid primary key,
        person_id uuid not null references person,
        institution_id uuid not null references institution,
        department_id uuid references department,
        title text not null check (title in (${oneOf(physicianTitles)})),
        specialties text[] not null check (specialties <@ ${listOf(specialties)} and cardinality(specialties) > 0),
        kinds text[] not null check (kinds <@ ${listOf(consultationKinds)}),
        introduction_zh text,
        introduction_en text,
        -- core academic team of the lead
        academic boolean not null default false,
        ended_at timestamptz,
        version int not null default 1,
        created_at timestamptz not null,
        updated_at timestamptz not null
      );
      create unique index expert_profile_once on expert_profile (person_id, institution_id) where ended_at is null;
      create index expert_profile_institution on expert_profile (institution_id) where ended_at is null;
      -- 执业证书编码: the own hospital's alone
      create table expert_licence (
        profile_id uuid primary key references expert_profile,
        institution_id uuid not null references institution,
        number text not null
      );
    `);
  }

  private agreementPolicies(): void {
    for (const table of ['service_agreement', 'service_agreement_signature', 'expert_profile', 'expert_licence'])
      this.addSql(`alter table ${table} enable row level security; alter table ${table} force row level security;
        grant select, insert on ${table} to alliance_app;`);
    this.addSql(`
      create policy parties on service_agreement for select to alliance_app using (
        ${office} or ((state <> 'draft' or drafted_by = ${me} or sent_back_reason is not null) and (${signs} or exists (
          select 1 from membership m where m.alliance_id = service_agreement.alliance_id and m.institution_id = ${me} and m.valid @> local_today()))));
      create policy signers_draft on service_agreement for insert to alliance_app
        with check (drafted_by = ${me} and state = 'draft' and administers_here() and ${signs});
      create policy signers_change on service_agreement for update to alliance_app
        using (administers_here() and ${signs}) with check (administers_here() and ${signs});
      grant update (number, title, reach, provider_id, requester_id, alliance_id, kinds, valid_from, valid_until, ${clauses}, fees, payer,
        answer_within_hours, plan_within_hours, finish_within_working_days, urgent_within_hours, feedback_within_days, state, sent_back_reason,
        in_force_at, ended_on, ended_reason, ended_by, version, updated_at) on service_agreement to alliance_app;

      create policy with_agreement on service_agreement_signature for select to alliance_app
        using (exists (select 1 from service_agreement s where s.id = agreement_id));
      create policy own_signature on service_agreement_signature for insert to alliance_app with check (
        institution_id = ${me} and person_id = current_person() and administers_here() and exists (
          select 1 from service_agreement s where s.id = agreement_id and s.state in ('draft', 'offered')));
      create policy sent_back on service_agreement_signature for update to alliance_app using (
        administers_here() and exists (select 1 from service_agreement s where s.id = agreement_id and s.state in ('draft', 'offered')));
      grant update (void_at) on service_agreement_signature to alliance_app;
    `);
  }

  private expertPolicies(): void {
    this.addSql(`
      -- Hospitals one consults with: of a common alliance, or by an agreement in force.
      create function consulted_institutions() returns setof uuid language sql stable
      begin atomic
        select theirs.institution_id from membership ours join membership theirs on theirs.alliance_id = ours.alliance_id
          where ours.institution_id = ${me} and ours.suspended_at is null and theirs.suspended_at is null
            and ours.valid @> local_today() and theirs.valid @> local_today()
        union
        select case when s.provider_id = ${me} then s.requester_id else s.provider_id end from service_agreement s
          where s.state in ('in_force', 'ended') and local_today() between s.valid_from and least(s.valid_until, s.ended_on)
            and (s.provider_id = ${me} or s.requester_id = ${me} or exists (${member(me)} and m.suspended_at is null));
      end;
      grant execute on function consulted_institutions() to alliance_app;

      create policy consulted on expert_profile for select to alliance_app
        using (institution_id = ${me} or ${office} or institution_id in (select consulted_institutions()));
      create policy administrators_add on expert_profile for insert to alliance_app with check (institution_id = ${me} and administers_here());
      create policy own_or_administered on expert_profile for update to alliance_app
        using (institution_id = ${me} and (person_id = current_person() or administers_here())) with check (institution_id = ${me});
      grant update (department_id, title, specialties, kinds, introduction_zh, introduction_en, academic, ended_at, version, updated_at)
        on expert_profile to alliance_app;

      create policy own_house on expert_licence for select to alliance_app using (institution_id = ${me}
        and (administers_here() or exists (select 1 from expert_profile e where e.id = profile_id and e.person_id = current_person())));
      create policy administrators_add on expert_licence for insert to alliance_app with check (institution_id = ${me} and administers_here());
      create policy administrators_change on expert_licence for update to alliance_app using (institution_id = ${me} and administers_here())
        with check (institution_id = ${me});
      create policy administrators_end on expert_licence for delete to alliance_app using (institution_id = ${me} and administers_here());
      grant update (number), delete on expert_licence to alliance_app;
    `);
  }
}
