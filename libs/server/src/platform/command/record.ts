import type { Work } from './work.js';

/** Everything a command leaves behind beside its own state, in one round trip. */
const statement = `
  with told as (
    insert into event (id, kind, topic, subject_id, version, happened_at, institution_id, person_id, appointment_id, role, data, recipients, concerns)
    select id, kind, topic, subject_id, version, happened_at, institution_id, person_id, appointment_id, role, data, recipients, concerns
    from jsonb_populate_recordset(null::event, $1::jsonb)),
  queued as (insert into outbox (event_id) select id from jsonb_populate_recordset(null::event, $1::jsonb)),
  due as (
    insert into timer (id, kind, subject_id, due_at, acting_institution)
    select id, kind, subject_id, due_at, acting_institution from jsonb_populate_recordset(null::timer, $2::jsonb)),
  seen as (
    insert into audit_entry (institution_id, person_id, appointment_id, role, action, object_kind, object_ids, outcome, request_id)
    select institution_id, person_id, appointment_id, role, action, object_kind, object_ids, 'allowed', request_id
    from jsonb_populate_recordset(null::audit_entry, $3::jsonb))
  insert into idempotency (person_id, key, request_hash, subject_id)
  select person_id, key, request_hash, subject_id from jsonb_populate_recordset(null::idempotency, $4::jsonb)`;

export interface Recording {
  readonly requestId?: string | undefined;
  readonly key?: string | undefined;
  readonly requestHash?: string | undefined;
}

/**
 * Writes events, timers, audit entries and the idempotency key of a command.
 * @throws UniqueConstraintViolationException where the key was used before
 */
export async function record(work: Work, { requestId, key, requestHash }: Recording): Promise<void> {
  const { institutionId, personId, appointmentId, role } = work.actor;
  const who = { institution_id: institutionId, person_id: personId, appointment_id: appointmentId, role };
  const events = JSON.stringify(
    work.events.map((event) => ({
      ...who,
      id: event.id,
      kind: event.kind,
      topic: event.topic,
      subject_id: event.subjectId,
      version: event.version,
      happened_at: work.now,
      data: event.data ?? {},
      recipients: event.recipients,
      concerns: event.concerns ?? [],
    })),
  );
  const timers = work.timers.map(({ id, kind, subjectId, dueAt }) => ({
    id,
    kind,
    subject_id: subjectId,
    due_at: dueAt,
    acting_institution: institutionId,
  }));
  const audits = work.audits.map(({ action, objectKind, objectIds }) => ({
    ...who,
    action,
    object_kind: objectKind,
    object_ids: objectIds,
    request_id: requestId,
  }));
  const keys = key && work.subjectId ? [{ person_id: personId, key, request_hash: requestHash, subject_id: work.subjectId }] : [];
  await work.rows(statement, [events, JSON.stringify(timers), JSON.stringify(audits), JSON.stringify(keys)]);
}
