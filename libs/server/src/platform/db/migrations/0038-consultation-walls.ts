import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

const me = 'current_institution()';
/** The case itself is visible to who asks. */
const visible = 'exists (select 1 from consultation c where c.id = consultation_id)';
/** …as one of its hospitals: an observer of a round or a lesson is none. */
const treating = `exists (select 1 from consultation c where c.id = consultation_id and (c.inviting_id = ${me} or ${me} = any(c.invited_ids)))`;
const inviting = `exists (select 1 from consultation c where c.id = consultation_id and c.inviting_id = ${me})`;

/** What of a row can change. Whose case it is, who is invited and who watches is written by functions alone. */
const changes: Readonly<Record<string, string>> = {
  consultation: `kind, mode, state, urgency, alliance_id, open_to_alliance, agreement_id, became_referral_id, reason, aim, summary, specialty, title, planned_at,
    minutes, diagnosis_text, diagnosis_code, diagnosis_edition, facts, consent_giver, consent_name, consent_on, consent_document_id, cost_told, teaching_agreed,
    authorised_by, starts_at, ends_at, held_until, sequence, invited_at, booked_at, started_at, finished_at, decided_at, closed_at, decision, decision_text,
    decided_by, feedback_due_at, due_at, due_for, overdue_told_at, retain_until, version, updated_at`,
  consultation_party: 'person_id, appointment_id, state, required, decline_reason, replaces_id, answered_by, answered_at, joined_at',
  consultation_attendee: 'cancelled_at, seconds_present',
  consultation_opinion: 'stance, text, dissent, recommendations, written_at, signed_at, sha256, superseded_at',
  consultation_call: 'opinion_id',
  consultation_action: 'outcome, not_done_reason, recorded_by, recorded_at',
};

/** Who sees, writes and changes what of a consultation. */
export class ConsultationWalls extends Migration {
  override up(): void {
    const parts = ['party', 'patient', 'attendee', 'opinion', 'call', 'action', 'feedback', 'note'].map((part) => `consultation_${part}`);
    for (const table of ['consultation', ...parts])
      this.addSql(
        `alter table ${table} enable row level security; alter table ${table} force row level security; grant select, insert on ${table} to alliance_app;`,
      );
    for (const [table, columns] of Object.entries(changes)) this.addSql(`grant update (${columns}) on ${table} to alliance_app;`);
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
              or exists (select 1 from consultation_opinion o where o.party_id = y.id and o.signed_at is not null))) end,
          observing_ids = case when c.state = 'voided' then '{}' else c.observing_ids end
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
