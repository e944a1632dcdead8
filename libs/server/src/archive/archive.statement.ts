/** An instant as the bundle has it, whatever the zone of the session. */
const utc = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const person = (column: string) => `(select name from person where id = ${column})`;
const institution = (column: string) => `(select name from institution where id = ${column})`;
const department = (column: string) => `(select name_zh from department where id = ${column})`;
const object = (fields: Readonly<Record<string, string>>) =>
  `jsonb_build_object(${Object.entries(fields)
    .map(([name, value]) => `'${name}', ${value}`)
    .join(', ')})`;
const list = (fields: Readonly<Record<string, string>>, from: string, order: string) =>
  `(select coalesce(jsonb_agg(${object(fields)} order by ${order}), '[]') from ${from})`;
const place = (column: string, departmentColumn: string) =>
  `(select ${object({ id: 'i.id', name: 'i.name', department: department(departmentColumn), invented: 'i.invented' })} from institution i where i.id = ${column})`;
const signature = (side: string) =>
  object({ by: person(`h.${side}_person`), institution: institution(`h.${side}_institution`), at: utc(`h.${side}_at`) });
const first = (...kinds: string[]) =>
  `(select ${utc('min(e.happened_at)')} from event e where e.subject_id = r.id and e.kind in (${kinds.map((kind) => `'referral.${kind}'`).join(', ')}))`;
const related = (relation: string, where: string) => `select '${relation}' as relation, o.number, o.state from referral o where ${where}`;

const times = object({
  submitted: utc('r.submitted_at'),
  answered: first('accepted', 'returned', 'info_requested', 'consult_first', 'acknowledged', 'doctor_accepted', 'doctor_declined'),
  accepted: utc('r.accepted_at'),
  departed: utc('r.departed_at'),
  arrived: utc('r.arrived_at'),
  admitted: first('admitted'),
  outcome: `coalesce(${first('outcome_reported', 'death_reported')}, case when r.ended_as = 'came_down' then ${utc('r.closed_at')} end)`,
  closed: utc('r.closed_at'),
});

const request = object({
  reason: 'r.reason',
  diagnosis: 'r.diagnosis_text',
  diagnosisCode: 'r.diagnosis_code',
  diagnosisEdition: 'r.diagnosis_edition',
  summary: 'r.summary',
  reviewer: 'r.reviewer',
  consultAllowed: 'r.consult_allowed',
  completeness: 'r.completeness',
  incompleteReason: 'r.incomplete_reason',
  criteriaReason: 'r.criteria_reason',
  facts: 'coalesce((select facts from referral_judgement where referral_id = r.id), r.facts)',
  createdBy: '(select p.name from appointment a join person p on p.id = a.person_id where a.id = r.created_by)',
  owner: '(select p.name from appointment a join person p on p.id = a.person_id where a.id = r.owner_id)',
});

const said = {
  steps: list(
    {
      at: utc('e.happened_at'),
      kind: 'e.kind',
      by: person('e.person_id'),
      role: 'e.role',
      institution: institution('e.institution_id'),
      data: 'e.data',
    },
    `event e where e.subject_id = r.id and e.kind like 'referral.%' and e.kind <> 'referral.archived'`,
    'e.happened_at, e.id',
  ),
  notes: list(
    { at: utc('n.at'), kind: 'n.kind', text: 'n.text', by: person('n.person_id'), institution: institution('n.institution_id') },
    'referral_note n where n.referral_id = r.id',
    'n.at, n.id',
  ),
  messages: list(
    {
      at: utc('m.at'),
      text: 'case when m.withdrawn_at is null then m.text end',
      withdrawnAt: utc('m.withdrawn_at'),
      by: person('m.person_id'),
      institution: institution('m.institution_id'),
      documents: `(select coalesce(jsonb_agg(f.name order by f.at, f.id), '[]') from referral_message_attachment l join attachment f on f.id = l.attachment_id where l.message_id = m.id and f.quarantine is null)`,
    },
    'referral_message m where m.referral_id = r.id and (m.at <= $2 or m.withdrawn_at is not null)',
    'm.position',
  ),
  questions: list(
    {
      round: 'q.round',
      askedAt: utc('q.asked_at'),
      askedBy: person('q.asked_by'),
      answeredAt: utc('q.answered_at'),
      answeredBy: person('q.answered_by'),
      questions: list(
        {
          kind: 'k.kind',
          text: 'k.text',
          answer: 'k.answer',
          cannot: 'k.cannot',
          document: '(select name from attachment where id = k.attachment_id)',
        },
        'info_question k where k.request_id = q.id',
        'k.position',
      ),
    },
    'info_request q where q.referral_id = r.id',
    'q.round',
  ),
};

const beside = {
  places: `(select coalesce(jsonb_agg(to_jsonb(s) order by s."from"), '[]') from (
      select t.place, ${department('t.department_id')} as department, t.how, ${utc('t.from_at')} as "from", ${utc('t.until_at')} as "until"
        from referral_stop t where t.referral_id = r.id
      union all select coalesce(${institution('r.receiver_id')}, r.outside_name), ${department('r.receiver_department_id')}, r.placed_as,
        ${utc('coalesce(r.placed_at, r.submitted_at)')}, null) s)`,
  handOver: `(select ${object({ sheet: 'h.sheet', sender: signature('sender'), receiver: `case when h.receiver_at is not null then ${signature('receiver')} end` })} from hand_over h where h.referral_id = r.id)`,
  journey: list(
    {
      kind: 't.kind',
      measuredAt: utc('t.measured_at'),
      receivedAt: utc('t.received_at'),
      recordedLate: 't.recorded_late',
      vitalSigns: 't.vital_signs',
      observations: 'to_jsonb(t.observations)',
      news2: 't.news2',
      estimatedArrivalAt: utc('t.estimated_arrival_at'),
      problem: 't.problem',
    },
    'trip_report t where t.referral_id = r.id',
    't.measured_at, t.id',
  ),
  documents: list(
    {
      name: 'f.name',
      mediaType: 'f.media_type',
      bytes: 'f.bytes',
      sha256: 'f.sha256',
      at: utc('f.at'),
      by: person('f.person_id'),
      institution: institution('f.institution_id'),
    },
    'attachment f where f.referral_id = r.id and f.quarantine is null',
    'f.at, f.id',
  ),
  plan: `(select ${object({ rehabilitation: 'w.rehabilitation', medicines: 'w.medicines', warningSigns: 'w.warning_signs', nextVisitOn: 'w.next_visit_on' })} from down_plan w where w.referral_id = r.id)`,
  reviews: list(
    { reviewer: institution('q.reviewer_id'), state: 'q.state', at: utc('q.at'), decidedAt: utc('q.decided_at') },
    `referral_appeal q where q.referral_id = r.id and q.state <> 'pending'`,
    'q.at, q.id',
  ),
  corrections: list(
    {
      before: 'c.before',
      after: 'c.after',
      explanation: 'c.explanation',
      proposedBy: person('c.proposed_by'),
      proposedAt: utc('c.proposed_at'),
      decidedBy: person('c.decided_by'),
      decidedAt: utc('c.decided_at'),
    },
    `referral_correction c where c.referral_id = r.id and c.state = 'confirmed'`,
    'c.decided_at, c.id',
  ),
  related: `(select coalesce(jsonb_agg(to_jsonb(o) order by o.relation, o.number), '[]') from (
      ${related('pair', 'o.id = r.pair_id')} union all ${related('origin', 'o.id = r.origin_id')} union all ${related('offer', 'o.origin_id = r.id')}) o)`,
};

/** `ArchivedReferral` in one round trip; `$1` its id, `$2` until when messages count: a later one may yet be withdrawn. What the reader may not see is not in it: the sender seals. */
export const archivedReferral = `
  select r.version, r.sender_id, exists (select 1 from referral_message m where m.referral_id = r.id and m.at > $2 and m.withdrawn_at is null) as unsettled, case when r.state <> 'voided' then r.receiver_id end as receiver_id,
    array(select distinct a.person_id from appointment a where a.id in (r.owner_id, r.created_by)) as concerns,
    ${object({
      id: 'r.id',
      number: 'r.number',
      state: 'r.state',
      direction: 'r.direction',
      directionReason: 'r.direction_reason',
      service: 'r.service',
      urgency: 'r.urgency',
      transport: 'r.transport',
      alliance: `(select ${object({ id: 'l.id', name: 'l.name_zh' })} from alliance l where l.id = r.alliance_id)`,
      sender: place('r.sender_id', 'r.sender_department_id'),
      receiver: place('r.receiver_id', 'r.receiver_department_id'),
      outside: `case when r.outside_name is not null then ${object({ name: 'r.outside_name', phone: 'r.outside_phone', contact: 'r.outside_contact' })} end`,
      custodian: institution('r.custodian_id'),
      patient: object({
        name: 'r.patient_name',
        sex: 'r.patient_sex',
        birthDate: 'r.patient_birth_date::text',
        identifierKind: '(select identifier_kind from patient where id = r.patient_id)',
        identifierMasked: 'r.patient_identifier_masked',
      }),
      request,
      lateEntries: 'r.late_entries',
      judgement: `(select ${object({ verdict: 'j.verdict', urgency: 'j.urgency', at: `j.judgement -> 'at'`, findings: `j.judgement -> 'findings'` })} from referral_judgement j where j.referral_id = r.id)`,
      reception: `case when r.arrive_by is not null then ${object({ arriveBy: utc('r.arrive_by'), place: 'r.reception_place', phone: 'r.reception_phone', physician: 'r.reception_physician', bedRoute: 'r.bed_route' })} end`,
      times,
      outcome: 'r.outcome',
      endedAs: 'r.ended_as',
      consent: `case when r.consent_giver is not null then ${object({ giver: 'r.consent_giver', name: 'r.consent_name', scope: 'r.consent_scope', form: 'r.consent_form', at: utc('r.consent_at'), authorisedBy: 'r.authorised_by' })} end`,
      insurance: object({ filing: 'r.insurance_filing', number: 'r.insurance_number', place: 'r.insurance_place' }),
    })} || ${object(said)} || ${object(beside)} as referral
  from referral r where r.id = $1`;
