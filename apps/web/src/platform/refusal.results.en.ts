/** Tests, their results, and what is recognised of them. */
export const resultsEn = {
  catalogue: {
    period_invalid:
      'The dates are not in order or overlap an existing version; nothing was saved. Let the new version begin after the old one ends.',
    item_invalid:
      'The item breaks a rule (a laboratory item needs a specimen, an examination a modality); it was not saved. Correct the marked fields.',
    not_lead: 'The catalogue of an alliance is kept by its lead hospital; nothing was saved. Ask the lead hospital.',
    closed: 'This version is closed and no longer changes. Make a new version.',
  },
  test_code: {
    taken: 'This code of your hospital stands for another item already; it was not saved. Change that mapping first.',
  },
  certificate: {
    wrong_state: 'The certificate is no longer in that state; nothing was changed. Reload and look again.',
    same_person: 'A certificate is checked by a second person; it was not passed. Ask somebody other than who entered it.',
    period_invalid: 'The period is not valid (it ends before it begins or before the assessment); it was not saved. Correct the dates.',
    scan_missing: 'No scan of the certificate is attached, so it was not handed in. Attach the scan first.',
    region_invalid:
      'The level of the assessor and the region do not fit; it was not saved. Choose the province, city or alliance of the assessor.',
  },
  report: {
    not_found: 'There is no such report, or your hospital cannot see it. Check the report number.',
    stale: 'The report was changed meanwhile; your change was not saved. Reload and try again.',
    wrong_state: 'That cannot be done with the report in its present state; nothing was changed. Reload and look again.',
    problems: 'Something in the report does not meet the rules; it was not saved. Correct the marked fields.',
    consent_missing:
      'The patient has not agreed to results of other hospitals being looked up; nothing is shown. Ask, and record the consent.',
  },
  inbound: {
    wrong_state: 'This message has been dealt with already; nothing was done again. Reload and look again.',
    problems: 'Something is still wrong with the message; it was not filed. Correct the marked places and try again.',
  },
  connection: {
    taken: 'There is a connection for this sender already; it was not saved. Change that one.',
  },
  recognition: {
    reason_missing: 'A repeat needs a reason; nothing was saved. Choose one for every repeated item.',
    not_explained:
      'It is not yet confirmed that the patient was told why the test is repeated; nothing was saved. Explain it, then tick the box.',
    identity_unverified:
      'The identity of the patient is not verified, so results of other hospitals cannot be taken over. Check an identity document first.',
    not_offered: 'That result was not offered by this check; it was not taken over. Check again.',
    decided: 'This check has been decided already; nothing was changed. Reload and look again.',
    same_institution: 'A review is done by somebody who belongs to neither side; it was not saved. Ask another reviewer.',
    wrong_state: 'That cannot be done with the review in its present state; nothing was changed. Reload and look again.',
    not_your_action: 'This step is not for your hospital or role; nothing was changed. Whoever is responsible has to do it.',
  },
} as const;
