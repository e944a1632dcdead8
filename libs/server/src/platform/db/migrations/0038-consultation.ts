import * as codes from '@alliance/domain/consultation/consultation.codes';
import { consultationStates } from '@alliance/domain/consultation/consultation.machine';
import { partyStates } from '@alliance/domain/consultation/consultation.types';
import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

const me = 'current_institution()';
const oneOf = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ');
/** The case itself is visible to who asks. */
const visible = 'exists (select 1 from consultation c where c.id = consultation_id)';
/** …as one of its hospitals: an observer of a round or a lesson is none. */
const treating = `exists (select 1 from consultation c where c.id = consultation_id and (c.inviting_id = ${me} or ${me} = any(c.invited_ids)))`;
const inviting = `exists (select 1 from consultation c where c.id = consultation_id and c.inviting_id = ${me})`;

/** 远程会诊: who asks whom about which patient, what was answered and signed, what the inviting side decided, and what became of it. */
export class Consultation extends Migration {
  override up(): void {
    this.tables();
    this.answers();
    this.policies();
  }

  private tables(): void {
    this.addSql(`
      -- where a hospital stands in the network of telemedicine; null: as its level says
      alter table institution add column hub_tier text check (hub_tier in (${oneOf(codes.hubTiers)}));
      create table consultation (
        id uuid primary key,
        number text not null unique,
        kind text not null check (kind in (${oneOf(codes.consultationKinds)})),
        mode text not null check (mode in (${oneOf(codes.consultationModes)})),
        state text not null check (state in (${oneOf(consultationStates)})),
        urgency text not null check (urgency in ('immediate', 'urgent', 'routine')),
        -- the inviting side (邀请方) decides and bears responsibility; the hospitals invited by now
        inviting_id uuid not null references institution,
        invited_ids uuid[] not null default '{}',
        -- hospitals whose people watch: a de-identified view
        observing_ids uuid[] not null default '{}',
        alliance_id uuid references alliance,
        requester_id uuid not null references appointment,
        -- a lesson that every member of the alliance may attend
        open_to_alliance boolean not null default false,
        agreement_id uuid,
        -- the referral it was asked for first, the one it became, and the consultation one hub below
        referral_id uuid references referral,
        became_referral_id uuid references referral,
        parent_id uuid references consultation,
        -- request (TM-06)
        reason text, aim text, summary text,
        specialty text,
        title text check (title in (${oneOf(codes.physicianTitles)})),
        planned_at timestamptz,
        minutes int not null default 30 check (minutes between 10 and 480),
        diagnosis_text text, diagnosis_code text, diagnosis_edition text,
        facts jsonb,
        -- consent (TM-04, TM-05)
        consent_giver text check (consent_giver in (${oneOf(codes.consentGivers)})),
        consent_name text, consent_on date, consent_document_id uuid,
        cost_told boolean not null default false,
        teaching_agreed boolean not null default false,
        authorised_by text,
        -- time
        starts_at timestamptz, ends_at timestamptz, held_until timestamptz,
        -- of the invitation in calendar programs: every change counts (RFC 5545)
        sequence int not null default 0,
        invited_at timestamptz, booked_at timestamptz, started_at timestamptz, finished_at timestamptz,
        decided_at timestamptz, closed_at timestamptz,
        -- decision of the inviting side (TM-10)
        decision text check (decision in (${oneOf(codes.decisions)})),
        decision_text text,
        decided_by uuid references person,
        feedback_due_at timestamptz,
        due_at timestamptz,
        due_for text check (due_for in ('answer', 'time', 'opinion', 'decision', 'actions', 'feedback', 'papers')),
        overdue_told_at timestamptz,
        retain_until date,
        version int not null default 1,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        check ((starts_at is null) = (ends_at is null) and starts_at < ends_at),
        check ((decided_at is null) = (decision is null)),
        -- a lesson is held, not decided
        check (state not in ('decided', 'closed') or decision is not null or kind = 'teaching'),
        check (not open_to_alliance or kind in ('teaching', 'ward_round'))
      );
      create index consultation_inviting on consultation (inviting_id, updated_at desc, id);
      create index consultation_invited on consultation using gin (invited_ids);
      create index consultation_observing on consultation using gin (observing_ids);
      create index consultation_starts on consultation (starts_at) where state in ('invited', 'booked', 'in_session');
      create index consultation_referral on consultation (referral_id) where referral_id is not null;
      create index consultation_parent on consultation (parent_id) where parent_id is not null;

      -- Whom it is about, as the inviting side knew the patient then. A lesson has none (TM-15).
      create table consultation_patient (
        consultation_id uuid primary key references consultation,
        patient_id uuid not null references patient,
        name text not null,
        initials text not null default '',
        sex text,
        birth_date date,
        identifier_masked text
      );
      create index consultation_patient_patient on consultation_patient (patient_id);

      create table consultation_party (
        id uuid primary key,
        consultation_id uuid not null references consultation,
        institution_id uuid not null references institution,
        department_id uuid references department,
        -- null until the invited hospital names somebody
        person_id uuid references person,
        appointment_id uuid references appointment,
        side text not null check (side in ('inviting', 'invited')),
        specialty text,
        title text check (title in (${oneOf(codes.physicianTitles)})),
        state text not null check (state in (${oneOf(partyStates)})),
        -- its opinion is waited for
        required boolean not null default true,
        decline_reason text check (decline_reason in (${oneOf(codes.declineReasons)})),
        -- whom this one came for
        replaces_id uuid references consultation_party,
        answered_by uuid references person,
        answered_at timestamptz,
        joined_at timestamptz
      );
      create unique index consultation_party_once on consultation_party (consultation_id, person_id) where state in ('invited', 'accepted');
      create index consultation_party_person on consultation_party (person_id, consultation_id);
      create index consultation_party_institution on consultation_party (institution_id, state);

      -- Who watches a round or a lesson, and for how long (attendance).
      create table consultation_attendee (
        id uuid primary key,
        consultation_id uuid not null references consultation,
        institution_id uuid not null references institution,
        person_id uuid not null references person,
        appointment_id uuid not null references appointment,
        registered_at timestamptz not null,
        cancelled_at timestamptz,
        seconds_present int not null default 0,
        unique (consultation_id, person_id)
      );
    `);
  }

  private answers(): void {
    this.addSql(`
      -- A draft until it is signed; what is signed stays, and a later opinion of the same party supersedes it.
      create table consultation_opinion (
        id uuid primary key,
        consultation_id uuid not null references consultation,
        party_id uuid not null references consultation_party,
        institution_id uuid not null references institution,
        person_id uuid not null references person,
        stance text not null check (stance in (${oneOf(codes.stances)})),
        text text not null,
        -- what the signer holds against the others' opinion
        dissent text,
        recommendations jsonb not null default '[]',
        written_at timestamptz not null,
        signed_at timestamptz,
        -- of the canonical form of what was signed, with signer and time
        sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
        superseded_at timestamptz,
        check ((signed_at is null) = (sha256 is null)),
        check ((stance = 'dissents') = (dissent is not null))
      );
      create unique index consultation_opinion_current on consultation_opinion (party_id) where superseded_at is null;
      create index consultation_opinion_case on consultation_opinion (consultation_id, written_at);

      -- Advice by telephone: entered by whoever asked, read back, signed afterwards by whoever advised.
      create table consultation_call (
        id uuid primary key,
        consultation_id uuid not null references consultation,
        party_id uuid not null references consultation_party,
        phone text not null,
        advised_at timestamptz not null,
        text text not null,
        read_back boolean not null,
        entered_at timestamptz not null,
        entered_by uuid not null references person,
        institution_id uuid not null references institution,
        -- more than six hours after the call (ER-12)
        late boolean not null,
        opinion_id uuid references consultation_opinion
      );
      create index consultation_call_case on consultation_call (consultation_id, entered_at);

      create table consultation_action (
        id uuid primary key,
        consultation_id uuid not null references consultation,
        -- null: the inviting side's own
        opinion_id uuid references consultation_opinion,
        position int not null,
        text text not null,
        due_on date,
        outcome text check (outcome in (${oneOf(codes.actionOutcomes)})),
        not_done_reason text check (not_done_reason in (${oneOf(codes.notDoneReasons)})),
        recorded_by uuid references person,
        recorded_at timestamptz,
        unique (consultation_id, position),
        check ((outcome is null) = (recorded_at is null)),
        check ((outcome = 'not_done') = (not_done_reason is not null) or outcome is null)
      );

      create table consultation_feedback (
        consultation_id uuid primary key references consultation,
        course text not null check (course in (${oneOf(codes.courses)})),
        -- 1 not at all … 5 very
        helpful int not null check (helpful between 1 and 5),
        text text,
        institution_id uuid not null references institution,
        person_id uuid not null references person,
        at timestamptz not null
      );

      -- Words beside the codes of an answer: why declined, put off, called off, what was asked first.
      create table consultation_note (
        id uuid primary key,
        consultation_id uuid not null references consultation,
        event_id uuid,
        kind text not null,
        text text not null,
        institution_id uuid not null references institution,
        person_id uuid references person,
        at timestamptz not null
      );
      create index consultation_note_case on consultation_note (consultation_id, at);
    `);
  }

  private policies(): void {
    const parts = ['party', 'patient', 'attendee', 'opinion', 'call', 'action', 'feedback', 'note'].map((part) => `consultation_${part}`);
    for (const table of ['consultation', ...parts])
      this.addSql(
        `alter table ${table} enable row level security; alter table ${table} force row level security; grant select, insert, update on ${table} to alliance_app;`,
      );
    this.addSql(`
      create policy parties on consultation for select to alliance_app using (
        inviting_id = ${me} or ${me} = any(invited_ids) or ${me} = any(observing_ids)
        or (open_to_alliance and (kind = 'teaching' or teaching_agreed) and state <> 'draft' and exists (
          select 1 from membership m where m.alliance_id = consultation.alliance_id and m.institution_id = ${me}
            and m.suspended_at is null and m.valid @> local_today())));
      -- who was sent a patient and advises first asks in the name of the hospital that sent
      create policy inviting_opens on consultation for insert to alliance_app with check (
        inviting_id = ${me} or (${me} = any(invited_ids) and exists (
          select 1 from referral r where r.id = referral_id and r.sender_id = inviting_id and r.receiver_id = ${me})));
      create policy parties_change on consultation for update to alliance_app
        using (inviting_id = ${me} or ${me} = any(invited_ids)) with check (inviting_id = ${me} or ${me} = any(invited_ids));

      create policy treating on consultation_patient for select to alliance_app using (${treating});
      create policy treating_writes on consultation_patient for insert to alliance_app with check (${treating});
      create policy inviting_changes on consultation_patient for update to alliance_app using (${inviting}) with check (${inviting});
      grant delete on consultation_patient, consultation_party to alliance_app;
      create policy inviting_leaves on consultation_patient for delete to alliance_app using (
        exists (select 1 from consultation c where c.id = consultation_id and c.inviting_id = ${me} and c.state = 'draft'));
      create policy inviting_leaves on consultation_party for delete to alliance_app using (
        exists (select 1 from consultation c where c.id = consultation_id and c.inviting_id = ${me} and c.state = 'draft'));

      create policy visible on consultation_party for select to alliance_app using (${visible});
      create policy treating_writes on consultation_party for insert to alliance_app with check (${treating});
      create policy treating_changes on consultation_party for update to alliance_app using (${treating}) with check (${treating});

      create policy visible on consultation_attendee for select to alliance_app using (${visible});
      create policy own_people on consultation_attendee for insert to alliance_app with check (institution_id = ${me} and ${visible});
      create policy own_or_moderated on consultation_attendee for update to alliance_app using (institution_id = ${me} or ${treating})
        with check (institution_id = ${me} or ${treating});

      create policy treating on consultation_opinion for select to alliance_app using (
        ${treating} and (signed_at is not null or person_id = current_person() or current_person() is null));
      create policy own_opinion on consultation_opinion for insert to alliance_app with check (institution_id = ${me} and person_id = current_person() and ${treating}
        and exists (select 1 from consultation_party y where y.id = party_id and y.person_id = current_person() and y.state = 'accepted'));
      -- a draft is its writer's; of a signed one only the mark that another took its place changes
      create policy own_opinion_changes on consultation_opinion for update to alliance_app using (institution_id = ${me} and person_id = current_person())
        with check (institution_id = ${me});

      create policy treating on consultation_action for select to alliance_app using (${treating});
      create policy inviting_writes on consultation_action for insert to alliance_app with check (${inviting});
      create policy inviting_records on consultation_action for update to alliance_app using (${inviting}) with check (${inviting});
      create policy treating on consultation_feedback for select to alliance_app using (${treating});
      create policy inviting_writes on consultation_feedback for insert to alliance_app with check (institution_id = ${me} and ${inviting});
      revoke update on consultation_feedback, consultation_note from alliance_app;
      create policy treating on consultation_call for select to alliance_app using (${treating});
      create policy treating_writes on consultation_call for insert to alliance_app with check (institution_id = ${me} and ${treating});
      create policy treating_signs on consultation_call for update to alliance_app using (${treating}) with check (${treating});
      create policy treating on consultation_note for select to alliance_app using (${treating});
      create policy own_note on consultation_note for insert to alliance_app with check (institution_id = ${me} and ${visible});

      -- what was signed is not written again (ER-08)
      create function signed_stays() returns trigger language plpgsql as $$
        begin
          if old.signed_at is not null and (new.text, new.stance, new.dissent, new.recommendations, new.signed_at, new.sha256, new.person_id)
            is distinct from (old.text, old.stance, old.dissent, old.recommendations, old.signed_at, old.sha256, old.person_id) then
            raise exception 'a signed opinion stays as it was signed' using errcode = 'check_violation';
          end if;
          return new;
        end $$;
      -- Hospitals invited by now: whoever declines leaves, and a row does not let itself be taken away from whoever writes it.
      create function keep_invited(p_consultation uuid) returns uuid[]
        language sql volatile security definer set search_path = public, pg_temp as $$
        update consultation c set invited_ids = case when c.invited_at is null or c.state = 'voided' then '{}' else array(
          select distinct y.institution_id from consultation_party y where y.consultation_id = c.id and y.side = 'invited'
            and (y.state in ('invited', 'accepted', 'absent', 'excused')
              or exists (select 1 from consultation_opinion o where o.party_id = y.id and o.signed_at is not null))) end
        where c.id = p_consultation and (${me} = c.inviting_id or ${me} = any(c.invited_ids))
        returning c.invited_ids $$;
      -- Whose people registered to watch: that hospital goes on seeing what it may see of it. Who watches changes nothing else.
      create function watch_consultation(p_consultation uuid) returns void
        language sql volatile security definer set search_path = public, pg_temp as $$
        update consultation c set observing_ids = observing_ids || ${me}
        where c.id = p_consultation and ${me} <> c.inviting_id and not ${me} = any(c.invited_ids || c.observing_ids)
          and exists (select 1 from consultation_attendee t where t.consultation_id = c.id and t.institution_id = ${me} and t.cancelled_at is null) $$;
      -- Whoever moves a deadline: the inviting hospital, which always sees the case, looks after it.
      create function arms_due() returns trigger
        language plpgsql volatile security definer set search_path = public, pg_temp as $$
        begin
          insert into timer (id, kind, subject_id, due_at, acting_institution) values (uuidv7(), 'consultation.due', new.id, new.due_at, new.inviting_id);
          return null;
        end $$;
      create trigger arms_due after insert or update of due_at on consultation for each row when (new.due_at is not null) execute function arms_due();
      grant insert on timer to alliance_definer;
      grant select, update (invited_ids, observing_ids) on consultation to alliance_definer;
      grant select on consultation_party, consultation_opinion, consultation_attendee to alliance_definer;
      create trigger signed_stays before update on consultation_opinion for each row execute function signed_stays();
    `);
    for (const statement of ownedByDefiner(['keep_invited(uuid)', 'watch_consultation(uuid)'])) this.addSql(statement);
    for (const statement of ownedByDefiner(['arms_due()'], 'alliance_definer')) this.addSql(statement);
  }
}
