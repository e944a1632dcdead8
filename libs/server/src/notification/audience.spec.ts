import { audiences } from '@alliance/domain/notification/audience';
import { pastFacts } from '@alliance/domain/referral/referral.types';
import { expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Recorded where people are named, and tells nobody. */
const quiet: Readonly<Record<string, string>> = {
  'person.added': 'has no account yet',
  'person.deactivated': 'can no longer sign in',
  'person.imported': 'names nobody',
  'person.invited': 'the invitation itself tells them',
  'referral.drafted': 'nobody else has seen it',
  'referral.treated_here': 'nothing is left to do for the other side',
  'referral.admitted': 'the outcome will tell',
  'referral.closed': 'nothing is left to do for anybody',
  'referral.trip_link_issued': 'its crew has it in hand',
  'referral.trip_link_revoked': 'its crew has it in hand',
  'referral.hand_over_signed': 'stands on the screens of both while the patient is handed over',
  'referral.reassigned': 'happens inside the house that has the patient',
  'referral.down_offered': 'the offer itself tells',
  'referral.correction_refused': 'nothing has changed',
  'referral.claimed': 'the row says so',
  'referral.claim_released': 'the row says so',
  'referral.claim_lapsed': 'the row says so',
  'referral.appeal': 'no kind, the begin of three',
  'referral.identification_undone': 'the event of the patient tells',
  'referral.message_written': 'who was called in is told by a kind of its own, the others by the mark in the queue',
  'referral.messages_read': 'the receipt says so',
  'referral.message_withdrawn': 'the message says so',
  'referral.archived': 'the tab of the archive says so',
};
const audits = /action: '[^']+'|Refusal\('[^']+'/g;
const source = join(import.meta.dirname, '..');

/** The kinds that a file which records events about somebody speaks of. */
const kindsOf = (file: string): string[] => {
  const text = readFileSync(join(source, file), 'utf8');
  if (!/\bconcerns[:,]/.test(text) || file.startsWith('platform')) return [];
  const said = text.replaceAll(audits, '').matchAll(/'((?:person|referral|shift|alliance)\.[a-z_]+)'/g);
  return [...said].map(([, kind]) => kind as string);
};

it('every kind of event that names somebody tells them, or there is a reason why not', () => {
  const files = globSync('**/*.service.ts', { cwd: source }).concat(globSync('**/*.{worker,record}.ts', { cwd: source }));
  const said = new Set(files.flatMap(kindsOf));
  for (const fact of Object.values(pastFacts)) said.add(`referral.${fact}`);
  for (const fact of ['agreed', 'suspended', 'resumed', 'leaves']) said.add(`alliance.member_${fact}`);
  expect(said).toContain('person.second_factors_reset');
  expect(said).toContain('shift.relieved');
  const unheard = [...said].filter((kind) => !audiences[kind]?.concerned && !(kind in quiet));
  expect(unheard).toEqual([]);
  expect(Object.keys(quiet).filter((kind) => kind in audiences)).toEqual([]);
});
