import * as codes from '@alliance/domain/consultation/consultation.codes';
import { consultationStates } from '@alliance/domain/consultation/consultation.machine';
import { partyStates } from '@alliance/domain/consultation/consultation.types';
import { Migration } from '@mikro-orm/migrations';

const oneOf = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ');
/** 远程会诊: who asks whom about which patient, what was answered and signed, what the inviting side decided, and what became of it. */
export class Consultation extends Migration {
  override up(): void {
    this.tables();
    this.answers();
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
}
