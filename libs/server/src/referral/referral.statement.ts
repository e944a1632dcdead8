const related = (where: string) =>
  `(select jsonb_build_object('id', o.id, 'number', o.number, 'state', o.state, 'patient', o.patient_name) from referral o where ${where})`;
const signed = (side: string) =>
  `jsonb_build_object('by', (select name from person where id = h.${side}_person), 'institution', (select name from institution where id = h.${side}_institution), 'at', h.${side}_at)`;
const named = (column: string) => `(select name from person where id = ${column})`;
const all = (what: string, rest: string) => `(select coalesce(jsonb_agg(${what}), '[]') from ${rest})`;
const beside = `jsonb_build_object(
    'handOver', (select jsonb_build_object('sheet', h.sheet, 'sender', ${signed('sender')}, 'receiver', case when h.receiver_at is null then null else ${signed('receiver')} end)
      from hand_over h where h.referral_id = r.id),
    'appeals', ${all(`jsonb_build_object('id', q.id, 'state', q.state, 'reviewerId', q.reviewer_id, 'reviewer', (select name from institution where id = q.reviewer_id), 'at', q.at, 'dueAt', q.due_at, 'decidedAt', q.decided_at) order by q.at`, 'referral_appeal q where q.referral_id = r.id')},
    'corrections', ${all(`jsonb_build_object('id', c.id, 'state', c.state, 'institutionId', c.institution_id, 'before', c.before, 'after', c.after, 'explanation', c.explanation, 'proposedById', c.proposed_by, 'proposedBy', ${named('c.proposed_by')}, 'proposedAt', c.proposed_at, 'decidedBy', ${named('c.decided_by')}, 'decidedAt', c.decided_at) order by c.proposed_at`, 'referral_correction c where c.referral_id = r.id')},
    'stops', ${all(`jsonb_build_object('place', t.place, 'department', (select jsonb_strip_nulls(jsonb_build_object('zh', name_zh, 'en', name_en)) from department where id = t.department_id), 'from', t.from_at, 'until', t.until_at, 'how', t.how) order by t.until_at`, 'referral_stop t where t.referral_id = r.id')},
    'pair', ${related('o.id = r.pair_id')},
    'origin', ${related('o.id = r.origin_id')},
    'offers', ${all(`jsonb_build_object('id', o.id, 'number', o.number, 'state', o.state, 'patient', o.patient_name) order by o.created_at`, 'referral o where o.origin_id = r.id')},
    'plan', case when r.origin_id is not null then (select jsonb_build_object('rehabilitation', w.rehabilitation, 'medicines', w.medicines, 'warningSigns', w.warning_signs,
      'nextVisitOn', w.next_visit_on, 'writtenBy', ${named('w.written_by')}, 'writtenAt', w.written_at) from down_plan w where w.referral_id = r.id) end)`;

const shift = (
  row: string,
) => `select 1 from on_call_shift s where s.institution_id = current_institution() and s.cancelled_at is null and s.starts_at <= now() and s.ends_at > now()
      and (s.department_id is null or s.department_id = coalesce(${row}.receiver_department_id, s.department_id))`;
/** What the policy asks of the receiving side of `row`. Of another house nobody sees who is on duty: there it is the sender's own that is read. */
export const standpoint = (row: string) => `(select jsonb_build_object(
    'onDuty', exists (${shift(row)} and (s.person_id = current_person() or s.backup_person_id = current_person())),
    'dutyKept', exists (${shift(row)}),
    'alone', not exists (select 1 from appointment a where a.institution_id = current_institution()
      and a.role in ('doctor', 'coordinator') and a.person_id <> current_person() and a.valid @> local_today()),
    'criticalUnit', coalesce(d.treatment_subjects && '{28,07.01}', false),
    'standing', coalesce(to_jsonb(d.standing_permissions), '[]'))
  from (values (1)) one left join department d on d.id = ${row}.receiver_department_id)`;

/**
 * Everything about one referral; `$1` its id. Row-level security decides whether there is a row at all.
 * Names are looked up one by one: joined, the planner tries the orders of eleven tables for a single row.
 */
export const referralRow = `
  select r.id, r.number, r.state, r.version, r.alliance_id, r.sender_id, (select name from institution where id = r.sender_id) as sender_name, r.receiver_id, (select name from institution where id = r.receiver_id) as receiver_name,
    r.custodian_id, (select name from institution where id = r.custodian_id) as custodian_name, r.receiver_department_id,
    (select jsonb_build_object('id', id, 'name', jsonb_strip_nulls(jsonb_build_object('zh', name_zh, 'en', name_en))) from department where id = r.sender_department_id) as sender_department,
    (select jsonb_build_object('id', id, 'name', jsonb_strip_nulls(jsonb_build_object('zh', name_zh, 'en', name_en))) from department where id = r.receiver_department_id) as receiver_department,
    r.direction, r.service, r.urgency, r.patient_id, r.patient_name, r.patient_sex, r.patient_birth_date::text as patient_birth_date, r.patient_identifier_masked,
    p.identifier_kind as patient_identifier_kind, pr.phone as patient_phone, pr.estimated_birth_year as patient_estimated_birth_year, p.mother_id as patient_mother_id,
    r.reason, r.diagnosis_text, r.diagnosis_code, r.diagnosis_edition, r.summary, r.reviewer, r.consent_giver, r.facts, r.criteria_reason, r.completeness, r.incomplete_reason, r.duplicate_reason,
    (select judgement from referral_judgement where referral_id = r.id) as judgement, (select facts from referral_judgement where referral_id = r.id) as judged_facts,
    r.next_action_at, r.next_action_by, r.paused_seconds, r.arrive_by, r.reception_place, r.reception_phone, r.reception_physician, r.bed_route, r.outcome,
    r.direction_reason, r.transport, r.consent_name, r.consent_scope, r.consent_form, r.consent_at, r.authorised_by, r.insurance_place, r.insurance_filing,
    r.insurance_number, r.consult_allowed, r.outside_name, r.outside_phone, r.outside_contact, r.pair_id, r.origin_id, r.batch_id, r.accepted_at, r.departed_at,
    r.ended_as, r.placed_as, r.placed_at, r.answered_by_person, r.undo, r.late_entries, ${beside} as beside, ${standpoint('r')} as standpoint,
    author.name as created_by_name, author.id as created_by_person, owner.name as owner_name, owner.id as owner_person, r.created_at, r.updated_at, r.submitted_at, r.arrived_at, r.closed_at,
    (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'kind', n.kind, 'text', n.text, 'at', n.at, 'by', np.name, 'institution', ni.name) order by n.at, n.id), '[]')
      from referral_note n join person np on np.id = n.person_id join institution ni on ni.id = n.institution_id where n.referral_id = r.id) as notes,
    (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type, 'bytes', f.bytes, 'at', f.at, 'institution', fi.name, 'quarantine', f.quarantine) order by f.at, f.id), '[]')
      from attachment f join institution fi on fi.id = f.institution_id where f.referral_id = r.id) as attachments
  from referral r
    left join patient p on p.id = r.patient_id
    left join patient_relation pr on pr.patient_id = r.patient_id and pr.institution_id = current_institution()
    join appointment a on a.id = r.created_by
    join person author on author.id = a.person_id
    join appointment o on o.id = r.owner_id
    join person owner on owner.id = o.person_id
  where r.id = $1`;
