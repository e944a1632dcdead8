import { resultsEn } from './refusal.results.en';
import type { Sentences } from './refusal.types';

/** What happened, what was kept, what to do now: for every code. */
export const refusalsEn = {
  request: {
    invalid:
      'Something is not filled in correctly, so nothing was sent. What you typed is still here: correct the marked fields and send again.',
    too_large: 'This is too large and was not sent. Use a smaller file or send it in parts.',
    unsupported_media: 'This format cannot be received, so nothing was sent. Choose another file format.',
    too_many: 'Too many requests; this one was not carried out. Wait a minute and try again.',
    key_reused: 'This differs from an earlier attempt and was not carried out. Reload the page and send it again.',
    in_flight: 'The same action is being processed. Do not repeat it; reload in a few seconds to see the result.',
  },
  session: {
    missing: 'Your session has ended. The page was kept: sign in again to continue.',
    wrong_credentials: 'User name or password is wrong; you are not signed in. Check capitals and try again.',
    locked: 'Too many wrong attempts: locked for now. Try again in a few minutes; if it is urgent, ask your administrator.',
    csrf: 'Your session was renewed in another window, so this was not carried out. What you typed is still here: press once more.',
    appointment_required: 'You work for several institutions and have not said as whom you act. Choose at the top right and try again.',
    code_required: 'A code is needed as well. Enter the 6 digits of your authenticator, or a recovery code.',
    desk_locked: 'This desk is locked; everything is kept. Unlock it to go on. New immediate cases still ring.',
    step_up_required: 'This step needs you to confirm who you are; it was not carried out yet. Enter your password or code.',
    enrolment_required: 'Your institution requires a second factor. Add an authenticator or a passkey under "Account security" first.',
    passkey_failed: 'The passkey was not accepted; you are not signed in. Try again or use your password.',
    sso_failed: 'Single sign-on was not completed; you are not signed in. Start again, or ask your IT department.',
    sso_unlinked: 'Your single sign-on account belongs to nobody here yet. Ask your administrator to link it.',
  },
  access: {
    denied: 'You may not do this in your current role; nothing was changed. Switch role at the top right or ask your administrator.',
    not_found: 'Not found. It may have been removed, or it does not belong to your institution. Go back to the list.',
  },
  patient: {
    identifier_invalid: 'The identity number is wrong; the patient was not saved. Compare it with the document digit by digit.',
    identifier_conflict: 'The identity number contradicts sex or birth date; the patient was not saved. The document decides.',
    name_differs:
      'Your hospital knows this number under another name; nothing was saved. Check the document, or find the patient by the number.',
    age_invalid: 'Age or birth date cannot be right; the patient was not saved. Ages go from 0 to 120, birth dates end today.',
    phone_invalid:
      'This is no phone number; the patient was not saved. Give a mobile number or a landline with area code, or leave it empty.',
    not_unknown: 'This patient is no unknown person any more; nothing was saved. Reload to see the record as it is now.',
    wrong_state: 'These two records cannot be treated like this now; nothing was saved. Reload and look again.',
    same_person: 'A second person is needed: whoever proposed it cannot confirm it.',
  },
  referral: {
    not_found: 'This referral was not found. It may be cancelled, or it does not belong to your institution. Go back to the list.',
    stale:
      'Somebody has just changed this referral, so your action was not carried out. What you typed is kept: read the change, then confirm.',
    wrong_state: 'The referral has moved on; this step is not possible now. The page is up to date: follow its present state.',
    not_your_action: 'Your current role does not take this step; nothing was changed. Tell a colleague who may, or switch role.',
    incomplete: 'The referral still lacks required facts and was not sent. The draft is saved: fill in what is listed.',
    receiver_invalid: 'Patients cannot be sent to this place; nothing was sent. Choose another hospital or department.',
    ask_not_for_immediate: 'An immediate case is never asked for more papers. Accept it, return it, or phone.',
    never_admitted: 'Outpatients and examinations are not admitted. Report the result instead.',
    acceptance_incomplete: 'Facts of the acceptance are missing; the patient is not accepted yet. Fill in what is listed.',
    arrival_in_past: 'The arrival time is in the past; the patient is not accepted yet. Choose a later time.',
    time_invalid: 'That time lies ahead; nothing was saved. Check date and time.',
    answers_incomplete: 'Some questions have no answer. Answer each one, or say why it cannot be given.',
    undo_over: 'The minute to take it back is over, or the other side has acted. Withdraw the acceptance, or call them.',
    same_place: 'The patient is being sent there already. Choose another hospital or department.',
    consent_not_covering:
      'The patient agreed to the first hospital only; nothing was sent on. Record a consent that covers the new one first.',
    hand_over_missing: 'There is no hand-over sheet yet. The sending side writes and signs it first.',
    reviewer_invalid: 'That hospital cannot review this return. Choose one of the alliance that takes no part in the case.',
    pair_undecided: 'Mother and newborn travel as a pair; nothing was accepted. Accept both together, or split them explicitly.',
    nothing_to_correct: 'Nothing would change. Alter at least one entry.',
    already_filled: 'That entry is filled in already; nothing was saved. Late entries fill gaps, mistakes are corrected.',
    department_unregistered: 'The department is not registered for this kind of care; nothing was sent. Choose another one.',
    direction_reason_missing: 'The direction differs from the hospitals’ levels; nothing was saved. Choose why.',
    claim_held: '{{by}} is working on this referral; nothing was changed. If they have left, press “Take over”.',
    offer_needed:
      'The patient is in care here. What you wrote is kept: open referral {{number}} and offer the patient back from there, with plan, medicines and warning signs.',
    medicine_unbridged:
      'The receiving hospital does not have one of the medicines in this form. What you wrote is kept: say how the patient will get it, or choose another.',
    reminded_recently: 'They were reminded within the last 30 minutes; nothing was sent again. If it is urgent, telephone.',
  },
  follow_up: {
    closed: 'This follow-up was recorded or ended before; nothing was saved again. Reload to see it.',
  },
  consultation: {
    not_found: 'No such consultation, or your hospital takes no part in it. Open it from the list again.',
    wrong_state: 'This consultation has moved on; nothing was changed. Reload to see where it stands.',
    not_your_action: 'This step is somebody else’s; nothing was changed. The page lists what is yours to do.',
    incomplete: 'The request lacks something; it was not sent. What you wrote is kept: fill in what is marked.',
    no_agreement:
      'No agreement in force covers this kind of consultation between the two hospitals; it was not sent. Ask the medical office, or invite a hospital with one.',
    same_institution: 'Remote consultation is between institutions; it was not sent. Invite an expert of another hospital.',
    expert_ineligible:
      'That physician does not qualify (place of practice, field, title, or three years of independent work); nobody was assigned. Choose another.',
    not_read_back: 'Advice by telephone must be read back; nothing was saved. Read it back, then tick the box.',
    call_time: 'A call cannot be in the future; nothing was saved. Check the time.',
    names_patient: 'The lesson names a patient; nothing was saved. What you wrote is kept: take the identity out first.',
    actions_open: 'Some recommendations have no outcome yet; no feedback was given. Record each as done or not done first.',
    opinion_missing: 'No opinion is signed yet, so nothing can be decided. Wait for the experts, or say whom you no longer wait for.',
    time_invalid: 'That time makes no sense; nothing was saved. Check start and duration.',
    party_taken: 'That expert takes part already; nobody was invited twice. Choose somebody else.',
    no_hub: 'There is no higher hub to go to; nothing was escalated. Ask the alliance office.',
    consent_missing: 'Without written consent no data leave. Add the form; in a rescue choose “rescue” and say who authorised it.',
  },
  board: { full: 'The case board is full (at most {{max}}); nothing was added. Take away what is no longer needed first.' },
  availability: {
    rule_invalid: 'This repetition cannot be read; nothing was saved. Check how often, which days, and the time zone.',
    period_invalid: 'These times are not possible; nothing was saved. Check start and end; about three months can be seen at once.',
    name_taken: 'Your hospital has a consultation room of this name; nothing was saved. Choose another name.',
  },
  reservation: {
    taken: 'That time has just been taken; nothing was booked. What you entered is kept: choose another time that all have free.',
    hold_over: 'The time was kept for you no longer; nothing was booked. Choose a time again.',
  },
  service_agreement: {
    wrong_state: 'This agreement has moved on; nothing was changed. Reload to see where it stands.',
    not_your_action:
      'Administrators of the hospitals that sign this agreement do that; nothing was changed. Ask them, or your medical office.',
    incomplete:
      'The agreement is not complete, so it was not sent. Fill in what is marked: aim, conditions, content, process, duties and liability are all needed.',
    same_institution: 'An agreement on remote services is between two institutions; nothing was saved. Choose another hospital.',
    cross_border:
      'One party is outside mainland China; without an assessment of the data export nothing can be agreed, and nothing was saved. Choose another hospital, or ask the management office.',
    date_invalid: 'That day is not possible; nothing was changed. Choose today or later, and no later than the agreement’s own last day.',
  },
  expert: {
    exists: 'This physician is in the directory already; nothing was added. Change the existing entry.',
    not_practising:
      'This person has no current appointment as a physician here; nothing was added. Enter appointment and scope of practice under People first.',
  },
  ...resultsEn,
  return_review: {
    wrong_state: 'This review has moved on; nothing was changed. Reload to see where it stands.',
    not_your_action: 'This step is somebody else’s; nothing was changed. Whoever took part in one of the two referrals does not conclude.',
    not_early: 'That is not within 72 hours after the arrival at home; nothing was recorded. Check the time.',
    recorded_before: 'This return is recorded already; nothing was added. See “Return reviews”.',
    names_patient: 'The text names the patient; nothing was saved. What you wrote is kept: write “the patient” instead.',
  },
  message: {
    conversation_over: 'The referral ended more than 30 days ago; nothing can be written any more. Call them.',
    withdraw_over: 'It was sent more than two minutes ago and stays. Write another message to put it right.',
  },
  reminder: {
    nothing_owed: 'Nothing of this is owed any more; no reminder was sent.',
    too_soon:
      'They were reminded within the last four hours and no more is late since; nothing was sent again. If it is urgent, telephone.',
  },
  capacity: {
    none_free: 'No bed or slot of that kind is free; nothing was accepted. Choose another, or put the patient on the waiting list.',
    taken: 'That bed or slot has just been taken; nothing was accepted. Choose another one.',
    hold_needed:
      'The department publishes its beds or slots; nothing was accepted. Choose one to keep; where none suits, an inpatient can come through the emergency department, or wait on the list.',
    not_fitting:
      'That bed or slot is not for this patient (sex, department or kind of service); nothing was kept. Choose another, or send the referral to that department first.',
    in_use: 'That bed or slot is held or taken for a referred patient; nothing was changed. Give it back or vacate it first.',
    period_invalid: 'These times are not possible; nothing was saved. Check the days, hours and lengths.',
    label_taken: 'The department already has a bed of that name; nothing was saved. Choose another name.',
  },
  alliance: {
    lead_is_member: 'The lead hospital cannot be a member too; the alliance was not opened. Take it off the members.',
    name_taken: 'An alliance of this name exists; nothing was opened. Choose another name.',
  },
  link: {
    invalid: 'This link has expired or was used. Ask your administrator for a new one.',
  },
  password: {
    too_short: 'The password is too short and was not saved. Use at least {{minimum}} characters.',
    common: 'This password is one of the commonest and was not saved. Choose another.',
    contains_name: 'The password contains your user name or your name and was not saved. Choose another.',
    wrong: 'The current password is wrong; nothing was changed. Enter it again.',
  },
  authenticator: {
    code_wrong: 'The code is wrong or was used; nothing was saved. Wait for the next 6 digits.',
    passkey_refused: 'This passkey cannot be registered; nothing was saved. Try another device or browser.',
    required: 'Your institution requires a second factor: the last one cannot be removed. Add another first.',
  },
  record: {
    stale: 'Somebody has just changed this, so your change was not saved. What you typed is kept: read the change, then confirm.',
  },
  person: {
    self: 'You cannot deactivate yourself; nothing was changed. Ask another administrator.',
    open_work: 'This person still has open work ({{count}}); they were not deactivated. Choose who takes it over.',
    successor_invalid: 'The successor must work at your institution; nothing was changed. Choose somebody else.',
    last_administrator: 'This is the only administrator of your institution; nothing was changed. Appoint another one first.',
    inactive: 'This person is deactivated; nothing was changed. Reappoint them first.',
  },
  appointment: {
    role_refused: 'You may not give this role; nothing was saved. Choose another, or ask the management office.',
    period_invalid: 'The dates of the appointment are wrong; nothing was saved. The end cannot be before the start.',
  },
  department: {
    foreign: 'This department is not part of your institution; nothing was saved. Choose again.',
    in_use: 'People or shifts still belong to this department; it was not closed. Move them first.',
  },
  institution: {
    name_taken: 'An institution of this name exists; nothing was saved. Check whether it is the same one.',
  },
  membership: {
    exists: 'This institution is a member already; it was not invited again.',
    wrong_state: 'The membership has changed; this step is not possible now. Follow its present state.',
    date_invalid: 'The date is outside the membership; nothing was saved. Choose another date.',
  },
  shift: {
    person_elsewhere: 'This person is on duty elsewhere at that time; nothing was saved. Choose somebody else or another time.',
    period_invalid: 'The times of the shift are wrong; nothing was saved. It must end after it starts and last 72 hours at most.',
    person_foreign: 'Whoever is on duty must work at your institution; nothing was saved. Choose again.',
    not_yours: 'This shift is not yours to take over. The person on duty or the backup takes it.',
    not_now: 'A shift can be taken over from two hours before it starts until it ends; it was not taken over.',
    sound_untested: 'The sound was not confirmed; the shift was not taken over. Play it and confirm that you heard it.',
  },
  contact: {
    address_missing: 'There is no number or address for this yet; nothing was sent. Enter it first.',
    address_invalid: 'The number or address is not written correctly; nothing was saved. Check it.',
  },
  webhook: {
    host_refused: 'Only robot addresses of WeCom or DingTalk are taken; nothing was saved. Check the address.',
  },
  provider: {
    unusable: 'This sign-on service cannot be reached or says too little; nothing was saved. Check its address and client.',
  },
  machine: {
    key_invalid: 'This public key cannot be used; nothing was saved. Give an RSA, EC or Ed25519 key as a JWK.',
    scope_refused: 'These scopes go beyond what a machine may do; nothing was saved. Choose fewer.',
  },
  protocol: {
    code_taken: 'The alliance has a protocol with this code; nothing was created. Choose another code.',
    not_lead: 'Only the academic team of the lead hospital can do this. Contact the lead hospital.',
    wrong_state: 'This version has moved on, so the step is not possible now. Follow its current state.',
    not_your_action: 'Your role cannot take this step. Ask a colleague who may.',
    same_person:
      'Nobody approves what they wrote or handed in, nor records signatures for it; nothing was saved. Ask another member of the team.',
    blocked: 'Something still stands in the way. Settle the listed points first.',
    date_invalid:
      'The day cannot be in the past, and has to be later than that of every published version; nothing was published. Choose another day.',
    sign_off_needless: 'Some of the chosen criteria need no sign-off (not grade L). Choose again.',
    override_loosens: 'Your own rule would loosen an immediate criterion; nothing was saved. It may tighten, never loosen.',
    override_invalid: 'Your own rule does not fit the facts of the protocol; nothing was saved. Check the marked one.',
    not_adoptable: 'Only the version in force can be adopted; nothing was saved. Look at the page again.',
    quiz_required: 'This protocol has a quiz. Pass it, then confirm that you have read it.',
  },
  criteria: {
    fact_unknown: 'One fact is not in the protocols of this alliance; nothing was judged. Check its name.',
    fact_invalid: 'The value of one fact is not possible; nothing was judged. Check it.',
    unit_unconvertible: 'The unit of one fact cannot be converted; nothing was judged. Use the unit of the protocol.',
    reason_required: 'No criterion is met. Choose why the patient is sent all the same, then send.',
  },
  cds: {
    prefetch_missing: 'The calling system did not send the patient data that is needed; nothing was judged.',
  },
  replay: {
    running: 'A replay of this version is running. Wait for it or cancel it first.',
    wrong_state: 'The replay is over and cannot be cancelled.',
  },
  import: {
    unreadable: 'The file cannot be read; nothing was imported. Save it as CSV (UTF-8) and upload it again.',
    headers_unknown: 'The column headers are not known; nothing was imported. Compare the first line with the template.',
  },
  file: {
    type_refused:
      'What is inside this file is not a format that is taken; it was not uploaded. Convert it to PDF, JPEG or PNG; send images of examinations as DICOM.',
    too_large: 'The file is larger than {{maxMegabytes}} MB and was not uploaded. Compress or split it.',
    empty: 'The file is empty and was not uploaded. Check the original and choose it again.',
    name_refused: 'The name looks like a program or a web page; the file was not uploaded. Rename it and try again.',
    damaged: 'The file is incomplete or damaged and was not uploaded. Export it or take it again.',
    too_many_pixels: 'The picture has more than {{maxMegapixels}} megapixels and was not uploaded. Make it smaller.',
    too_many_pages: 'The PDF has more than {{maxPages}} pages and was not uploaded. Split it.',
    unsafe: 'The file holds scripts, other files or hidden contents and was not uploaded. Print it to a new PDF.',
    quarantined: 'This file is in quarantine; nobody can open it. Ask whoever added it for a new one.',
    referral_full:
      'This referral is full ({{maxFiles}} documents or {{maxMegabytes}} MB); the file was not uploaded. Look whether something is there twice.',
    consultation_full:
      'This consultation is full ({{maxFiles}} documents or {{maxMegabytes}} MB); nothing was added. Look whether something is there twice.',
  },
  upload: {
    too_many_open: 'Your hospital is sending {{max}} files already; this one was not started. Try again when some have arrived.',
    offset_differs: 'The server has another part of this file; nothing is lost. Choose the file again to go on.',
    digest_differs: 'What arrived differs from the original and was not kept. Upload it again.',
  },
  room: {
    media_unavailable:
      'Picture and sound cannot be carried right now. The board and the chat go on: speak by telephone; picture and sound come back by themselves.',
    not_open: 'The room is not open yet, or is over. Look at the time of the session: the door opens 15 minutes before.',
    locked: 'A moderator locked the room: nobody new comes in. Telephone the inviting side.',
    removed: 'A moderator removed you from the room. To come back, ask a moderator to admit you.',
    full: 'The room is full. Where only the places with picture and sound are taken, board and chat go on.',
    not_participant: 'You do not take part in this session. Experts accept the invitation first; who wants to watch registers.',
    not_admitted: 'You are still in the lobby, or have not come in. A moderator lets you in.',
    token_invalid: 'The entrance token is no longer good. The page asks for another; if this comes back, reload it.',
  },
  server: {
    unavailable: 'The server cannot be reached right now. What you typed is still on this page: try again soon; if it is urgent, phone.',
  },
} as const satisfies Sentences;
