const me = 'current_institution()';
const office = `current_office_role() = 'management_office'`;
const academic = `current_office_role() in ('expert', 'quality_manager', 'lead_administrator')`;
const adopts = `current_office_role() in ('member_administrator', 'lead_administrator', 'quality_manager')`;
const withProtocol = 'exists (select 1 from protocol p where p.id = protocol_id)';
const leadsProtocol = 'exists (select 1 from protocol p where p.id = protocol_id and leads_alliance(p.alliance_id))';
const withVersion = 'exists (select 1 from protocol_version v where v.id = version_id)';
const leadsVersion =
  'exists (select 1 from protocol_version v join protocol p on p.id = v.protocol_id where v.id = version_id and leads_alliance(p.alliance_id))';

/** Who reads and writes what of protocols: members read what was published, the lead's academic team writes, each hospital keeps its own. */
export const protocolPolicies = `
      create policy members on protocol for select to alliance_app using (sees_protocol(alliance_id, common));
      create policy academic_adds on protocol for insert to alliance_app with check (leads_alliance(alliance_id) and ${academic} and not common);
      create policy academic_changes on protocol for update to alliance_app using ((leads_alliance(alliance_id) and ${academic}) or ${office})
        with check ((leads_alliance(alliance_id) and ${academic}) or ${office});
      grant select, insert, update (title_zh, title_en, common, version, updated_at) on protocol to alliance_app;

      create policy readers on protocol_version for select to alliance_app
        using (${withProtocol} and (state in ('published', 'withdrawn') or ${leadsProtocol}));
      create policy academic_adds on protocol_version for insert to alliance_app with check (${leadsProtocol} and ${academic} and state = 'draft');
      create policy academic_changes on protocol_version for update to alliance_app using (${leadsProtocol} and ${academic}) with check (${leadsProtocol} and ${academic});
      create policy academic_discards on protocol_version for delete to alliance_app using (${leadsProtocol} and ${academic} and state = 'draft');
      grant select, insert, delete, update (state, version, content, authors, submitted_by, approved_by, approved_at, published_by, published_at, effective_from,
        withdrawn_at, reason, editor_note, editor_note_at, editor_note_by, updated_at) on protocol_version to alliance_app;

      create policy readers on criterion_sign_off for select to alliance_app using (${withVersion});
      create policy academic on criterion_sign_off to alliance_app using (${leadsVersion} and ${academic}) with check (${leadsVersion} and ${academic});
      grant select, insert, update, delete on criterion_sign_off to alliance_app;

      create policy readers on protocol_file for select to alliance_app using (${withProtocol});
      create policy academic_adds on protocol_file for insert to alliance_app with check (${leadsProtocol} and ${academic});
      grant select, insert on protocol_file to alliance_app;

      create policy own on protocol_adoption for select to alliance_app using (institution_id = ${me} or ${office} or ${leadsProtocol});
      create policy own_adds on protocol_adoption for insert to alliance_app with check (institution_id = ${me} and ${adopts} and ${withProtocol});
      create policy own_changes on protocol_adoption for update to alliance_app using (institution_id = ${me} and ${adopts}) with check (institution_id = ${me} and ${withProtocol});
      grant select, insert, update on protocol_adoption to alliance_app;

      create policy own on protocol_acknowledgement for select to alliance_app using (institution_id = ${me} or person_id = current_person());
      create policy oneself on protocol_acknowledgement for insert to alliance_app with check (institution_id = ${me} and person_id = current_person() and ${withVersion});
      grant select, insert on protocol_acknowledgement to alliance_app;
      create policy own on quiz_attempt for select to alliance_app using (institution_id = ${me} or person_id = current_person());
      create policy oneself on quiz_attempt for insert to alliance_app with check (institution_id = ${me} and person_id = current_person() and ${withVersion});
      grant select, insert on quiz_attempt to alliance_app;

      create policy readers on protocol_search_entry for select to alliance_app using (${withVersion});
      create policy academic on protocol_search_entry to alliance_app using (${leadsVersion} and ${academic}) with check (${leadsVersion} and ${academic});
      grant select, insert, delete on protocol_search_entry to alliance_app;
      create policy own_adds on search_miss for insert to alliance_app with check (institution_id = ${me});
      create policy authors on search_miss for select to alliance_app using (${academic} and exists (
        select 1 from membership m join alliance a on a.id = m.alliance_id where m.institution_id = search_miss.institution_id and a.lead_id = ${me}));
      grant select, insert on search_miss to alliance_app;

      create policy own on protocol_feedback for select to alliance_app using (institution_id = ${me} or ${leadsProtocol});
      create policy own_adds on protocol_feedback for insert to alliance_app with check (institution_id = ${me} and answer is null and ${withProtocol});
      -- once: what was answered stays
      create policy academic_answers on protocol_feedback for update to alliance_app using (${leadsProtocol} and ${academic} and answer is null) with check (${leadsProtocol});
      grant select, insert, update (answer, answered_by, answered_at) on protocol_feedback to alliance_app;

      create policy own on protocol_opening for select to alliance_app using (institution_id = ${me} or ${office} or ${leadsProtocol});
      create policy own_adds on protocol_opening for insert to alliance_app with check (institution_id = ${me} and ${withProtocol});
      create policy own_changes on protocol_opening for update to alliance_app using (institution_id = ${me}) with check (institution_id = ${me});
      grant select, insert, update (opened) on protocol_opening to alliance_app;

      create policy members on response_time for select to alliance_app using (sees_protocol(alliance_id, false));
      create policy academic on response_time to alliance_app using (leads_alliance(alliance_id) and ${academic}) with check (leads_alliance(alliance_id) and ${academic});
      grant select, insert, update (minutes, version) on response_time to alliance_app;

      create policy own on replay_run to alliance_app using (institution_id = ${me}) with check (institution_id = ${me});
      grant select, insert, update (state, done, total, reached, summary, finished_at) on replay_run to alliance_app;
      create policy with_run on replay_case to alliance_app using (exists (select 1 from replay_run r where r.id = run_id))
        with check (exists (select 1 from replay_run r where r.id = run_id));
      grant select, insert on replay_case to alliance_app;

      create policy with_referral on referral_judgement for select to alliance_app using (exists (select 1 from referral r where r.id = referral_id));
      create policy sender on referral_judgement for insert to alliance_app
        with check (sender_id = ${me} and exists (select 1 from referral r where r.id = referral_id and r.sender_id = ${me} and r.state in ('draft', 'returned')));
      -- judged again when it is sent again, never afterwards
      create policy sender_again on referral_judgement for update to alliance_app
        using (sender_id = ${me} and exists (select 1 from referral r where r.id = referral_id and r.state = 'returned')) with check (sender_id = ${me});
      grant select, insert, update on referral_judgement to alliance_app;
    `;
