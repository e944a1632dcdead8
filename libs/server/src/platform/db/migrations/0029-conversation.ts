import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

const me = 'current_institution()';
const definer = 'security definer set search_path = public, pg_temp';
const tables = [
  'referral_message',
  'referral_message_mention',
  'referral_message_attachment',
  'referral_message_read',
  'info_request',
  'info_question',
];
/** The two sides of a case that was sent, as it stands now; a reviewer reads the case and not what its sides say to each other. */
const sides = `(r.sender_id = ${me} or r.receiver_id = ${me})`;
const live = `r.submitted_at is not null and r.state <> 'voided'`;
const takesPart = (referral: string) => `exists (select 1 from referral r where r.id = ${referral} and ${live} and ${sides})`;
const visible = (referral: string) => `exists (select 1 from referral r where r.id = ${referral})`;
const ofMessage = `exists (select 1 from referral_message m where m.id = message_id`;
const mine = `institution_id = ${me} and person_id = current_person()`;

/** What the two sides of a referral say to each other, and what the receiver asks of the sender. */
export class Conversation extends Migration {
  override up(): void {
    this.addSql(`
      create table referral_message (
        id uuid primary key,
        referral_id uuid not null references referral,
        -- 1, 2, 3 … within the referral
        position int not null check (position > 0),
        institution_id uuid not null references institution,
        -- whom it was written to: who is sent on no longer reads on
        receiver_id uuid references institution,
        person_id uuid not null references person,
        appointment_id uuid not null references appointment,
        text text not null,
        reply_to uuid references referral_message,
        at timestamptz not null,
        -- the trace stays, the words are no longer shown
        withdrawn_at timestamptz,
        unique (referral_id, position)
      );
      create table referral_message_mention (
        message_id uuid not null references referral_message,
        appointment_id uuid not null references appointment,
        person_id uuid not null references person,
        primary key (message_id, appointment_id)
      );
      create table referral_message_attachment (
        message_id uuid not null references referral_message,
        attachment_id uuid not null references attachment,
        primary key (message_id, attachment_id)
      );
      -- Up to which message somebody had read, and when; one row for each time they read on.
      create table referral_message_read (
        referral_id uuid not null references referral,
        person_id uuid not null references person,
        institution_id uuid not null references institution,
        position int not null,
        at timestamptz not null,
        primary key (referral_id, person_id, institution_id, position)
      );

      -- One round of questions, and what the criteria say with the answers, beside the judgement that was pinned.
      create table info_request (
        id uuid primary key,
        referral_id uuid not null references referral,
        round int not null check (round > 0),
        asked_by uuid not null references person,
        asked_institution uuid not null references institution,
        asked_at timestamptz not null,
        answered_by uuid references person,
        answered_institution uuid references institution,
        answered_at timestamptz,
        judgement jsonb,
        unique (referral_id, round),
        check ((answered_by is null) = (answered_at is null))
      );
      create table info_question (
        id uuid primary key,
        request_id uuid not null references info_request,
        referral_id uuid not null references referral,
        position int not null check (position between 1 and 10),
        kind text not null check (kind in ('text', 'choice', 'fact', 'document')),
        text text not null,
        choices jsonb,
        fact text,
        checklist_item text,
        answer jsonb,
        cannot text,
        attachment_id uuid references attachment,
        unique (request_id, position),
        check (num_nonnulls(answer, cannot, attachment_id) <= 1),
        check ((kind = 'choice') = (choices is not null) and (kind = 'fact') = (fact is not null))
      );
      create index info_question_referral on info_question (referral_id);
    `);
    this.secure();
    this.functions();
  }

  private secure(): void {
    for (const table of tables)
      this.addSql(`alter table ${table} enable row level security; alter table ${table} force row level security;`);
    this.addSql(`
      create policy sides on referral_message for select to alliance_app
        using (exists (select 1 from referral r where r.id = referral_id and ${live} and (${sides} or referral_message.receiver_id = ${me})));
      create policy sides_write on referral_message for insert to alliance_app
        with check (${mine} and exists (select 1 from referral r where r.id = referral_id and ${live} and ${sides}
          and r.receiver_id is not distinct from referral_message.receiver_id));
      create policy own_withdraw on referral_message for update to alliance_app using (${mine}) with check (${mine});
      create policy with_message on referral_message_mention for select to alliance_app using (${ofMessage}));
      create policy with_message_insert on referral_message_mention for insert to alliance_app
        with check (${ofMessage} and m.institution_id = ${me} and m.person_id = current_person()));
      create policy with_message on referral_message_attachment for select to alliance_app using (${ofMessage}));
      create policy with_message_insert on referral_message_attachment for insert to alliance_app
        with check (${ofMessage} and m.institution_id = ${me} and m.person_id = current_person()
          and exists (select 1 from attachment a where a.id = attachment_id and a.referral_id = m.referral_id)));
      create policy sides on referral_message_read for select to alliance_app
        using (${takesPart('referral_id')});
      create policy own_reads on referral_message_read for insert to alliance_app with check (${mine} and ${takesPart('referral_id')});

      create policy with_referral on info_request for select to alliance_app using (${visible('referral_id')});
      create policy receiver_asks on info_request for insert to alliance_app
        with check (asked_institution = ${me} and exists (select 1 from referral r where r.id = referral_id
          and (r.receiver_id = ${me} or (r.sender_id = ${me} and r.outside_name is not null))));
      create policy sender_answers on info_request for update to alliance_app
        using (exists (select 1 from referral r where r.id = referral_id and r.sender_id = ${me})) with check (answered_institution = ${me});
      create policy with_referral on info_question for select to alliance_app using (${visible('referral_id')});
      create policy receiver_asks on info_question for insert to alliance_app
        with check (exists (select 1 from info_request q where q.id = request_id and q.referral_id = info_question.referral_id
          and q.asked_institution = ${me} and q.answered_at is null));
      create policy sender_answers on info_question for update to alliance_app
        using (exists (select 1 from referral r where r.id = referral_id and r.sender_id = ${me}))
        with check (attachment_id is null or exists (select 1 from attachment a where a.id = attachment_id and a.referral_id = info_question.referral_id));

      grant select, insert on ${tables.join(', ')} to alliance_app;
      grant update (withdrawn_at) on referral_message to alliance_app;
      grant update (answered_by, answered_institution, answered_at, judgement) on info_request to alliance_app;
      grant update (answer, cannot, attachment_id) on info_question to alliance_app;
    `);
  }

  private functions(): void {
    this.addSql(`
      -- Who treats at either hospital of a case now, and who of them is on duty: asked by one of its sides, to call somebody into the conversation.
      -- Either by name, pinyin or initials (p_until is where the range of that prefix ends), or which of the given appointments can be called in.
      create function mentionable_people(p_referral uuid, p_search text, p_until text, p_appointments uuid[], p_limit int)
        returns table (appointment_id uuid, person_id uuid, name text, role text, institution_id uuid, institution text, department_zh text, department_en text, on_duty boolean)
        language sql stable ${definer} as $$
        select a.id, p.id, p.name, a.role, i.id, i.name, d.name_zh, d.name_en, duty.now
        from referral r
          join appointment a on a.institution_id in (r.sender_id, r.receiver_id)
          join person p on p.id = a.person_id
          join institution i on i.id = a.institution_id
          left join department d on d.id = a.department_id
          cross join lateral (select exists (select 1 from on_call_shift s where s.institution_id = a.institution_id and s.person_id = p.id
            and s.cancelled_at is null and s.starts_at <= now() and s.ends_at > now()) as now) duty
        where r.id = p_referral and ${live} and ${sides}
          and a.role in ('doctor', 'coordinator', 'expert') and a.valid @> local_today() and p.deactivated_at is null
          and (p_appointments is null or a.id = any(p_appointments))
          and (p_search is null or position(p_search in p.name) > 0 or (p.initials >= p_search and p.initials < p_until) or (p.pinyin >= p_search and p.pinyin < p_until))
        order by (a.department_id in (r.sender_department_id, r.receiver_department_id)) is true desc, duty.now desc, p.pinyin, a.id
        limit p_limit $$;
    `);
    for (const statement of ownedByDefiner(['mentionable_people(uuid, text, text, uuid[], int)'])) this.addSql(statement);
  }
}
