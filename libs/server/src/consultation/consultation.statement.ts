const named = (column: string) => `(select jsonb_build_object('id', i.id, 'name', i.name) from institution i where i.id = ${column})`;
const person = (column: string) => `(select p.name from person p where p.id = ${column})`;
const all = (what: string, rest: string) => `(select coalesce(jsonb_agg(${what}), '[]') from ${rest})`;
const numbered = (table: string, column: string) =>
  `(select jsonb_build_object('id', o.id, 'number', o.number) from ${table} o where o.id = ${column})`;

const parties = all(
  `jsonb_build_object('id', y.id, 'side', y.side, 'institution', ${named('y.institution_id')},
    'department', (select jsonb_build_object('id', d.id, 'zh', d.name_zh, 'en', d.name_en) from department d where d.id = y.department_id),
    'person', (select jsonb_build_object('id', p.id, 'name', p.name) from person p where p.id = y.person_id),
    'appointmentId', y.appointment_id, 'role', (select a.role from appointment a where a.id = y.appointment_id),
    'specialty', y.specialty, 'title', y.title, 'state', y.state, 'required', y.required, 'declineReason', y.decline_reason, 'replacesId', y.replaces_id,
    'answeredAt', y.answered_at, 'joinedAt', y.joined_at,
    'signed', exists (select 1 from consultation_opinion o where o.party_id = y.id and o.signed_at is not null and o.superseded_at is null),
    'callUnsigned', exists (select 1 from consultation_call l where l.party_id = y.id and l.opinion_id is null)) order by y.side desc, y.id`,
  'consultation_party y where y.consultation_id = c.id',
);
const opinions = all(
  `jsonb_build_object('id', o.id, 'partyId', o.party_id, 'personId', o.person_id, 'by', ${person('o.person_id')}, 'institution', ${named('o.institution_id')},
    'stance', o.stance, 'text', o.text, 'dissent', o.dissent, 'recommendations', o.recommendations, 'writtenAt', o.written_at, 'signedAt', o.signed_at,
    'sha256', o.sha256, 'supersededAt', o.superseded_at) order by o.written_at, o.id`,
  'consultation_opinion o where o.consultation_id = c.id',
);
const calls = all(
  `jsonb_build_object('id', l.id, 'partyId', l.party_id, 'adviser', (select jsonb_build_object('id', p.id, 'name', p.name) from consultation_party y join person p on p.id = y.person_id where y.id = l.party_id),
    'institution', ${named('(select y.institution_id from consultation_party y where y.id = l.party_id)')}, 'phone', l.phone, 'advisedAt', l.advised_at, 'text', l.text,
    'readBack', l.read_back, 'enteredAt', l.entered_at, 'enteredBy', ${person('l.entered_by')}, 'late', l.late,
    'signedAt', (select o.signed_at from consultation_opinion o where o.id = l.opinion_id)) order by l.entered_at, l.id`,
  'consultation_call l where l.consultation_id = c.id',
);
const actions = all(
  `jsonb_build_object('id', t.id, 'opinionId', t.opinion_id, 'text', t.text, 'dueOn', t.due_on, 'outcome', t.outcome, 'notDoneReason', t.not_done_reason,
    'recordedBy', ${person('t.recorded_by')}, 'recordedAt', t.recorded_at) order by t.position`,
  'consultation_action t where t.consultation_id = c.id',
);
const beside = `jsonb_build_object('parties', ${parties}, 'opinions', ${opinions}, 'calls', ${calls}, 'actions', ${actions},
    'attendees', ${all(`jsonb_build_object('id', t.id, 'personId', t.person_id, 'name', ${person('t.person_id')}, 'institution', ${named('t.institution_id')}, 'seconds', t.seconds_present, 'cancelled', t.cancelled_at is not null) order by t.registered_at, t.id`, 'consultation_attendee t where t.consultation_id = c.id')},
    'feedback', (select jsonb_build_object('course', f.course, 'helpful', f.helpful, 'text', f.text, 'by', ${person('f.person_id')}, 'at', f.at) from consultation_feedback f where f.consultation_id = c.id),
    'notes', ${all(`jsonb_build_object('kind', n.kind, 'text', n.text, 'by', ${person('n.person_id')}, 'institution', ${named('n.institution_id')}, 'at', n.at) order by n.at, n.id`, 'consultation_note n where n.consultation_id = c.id')},
    'escalatedTo', ${all(`jsonb_build_object('id', o.id, 'number', o.number) order by o.created_at`, 'consultation o where o.parent_id = c.id')})`;

export const patientOf = `(select jsonb_build_object('id', q.patient_id, 'name', q.name, 'sex', q.sex, 'birthDate', q.birth_date, 'identifierMasked', q.identifier_masked)
    from consultation_patient q where q.consultation_id = c.id)`;

/** Everything about one consultation; `$1` its id. Row-level security decides whether there is a row, and whether it shows the patient. */
export const consultationRow = `
  select c.id, c.number, c.kind, c.mode, c.state, c.urgency, c.version, ${named('c.inviting_id')} as inviting, c.invited_ids, c.observing_ids,
    (select jsonb_build_object('id', a.id, 'name', a.name_zh) from alliance a where a.id = c.alliance_id) as alliance,
    (select jsonb_build_object('name', p.name, 'personId', p.id, 'phone', (select l.phone from contact_line l where l.institution_id = c.inviting_id order by l.id limit 1)) from appointment a join person p on p.id = a.person_id where a.id = c.requester_id) as requester,
    c.open_to_alliance, c.agreement_id, ${numbered('referral', 'c.referral_id')} as referral, ${numbered('referral', 'c.became_referral_id')} as became_referral,
    ${numbered('consultation', 'c.parent_id')} as parent, ${patientOf} as patient,
    c.reason, c.aim, c.summary, c.specialty, c.title, c.planned_at, c.minutes, c.diagnosis_text, c.diagnosis_code, c.diagnosis_edition, c.facts,
    c.consent_giver, c.consent_name, c.consent_on::text as consent_on, c.consent_document_id, c.cost_told, c.teaching_agreed, c.authorised_by,
    c.starts_at, c.ends_at, c.held_until, c.sequence, c.decision, c.decision_text, ${person('c.decided_by')} as decided_by, c.due_at, c.due_for,
    c.created_at, c.invited_at, c.started_at, c.finished_at, c.decided_at, c.closed_at, ${beside} as beside
  from consultation c where c.id = $1`;
