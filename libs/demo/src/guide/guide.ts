import type { guideAlive, guideStories } from '@alliance/contracts/demonstration.contract';
import type { GuideContent } from '@alliance/server/demonstration/demonstration.types';
import { demoId } from '../demo-id.js';
import { firstCases } from '../first-cases.data.js';
import { hospitals } from '../hospitals.data.js';
import { people } from '../people.data.js';
import { offerId, storyId } from '../stories/story-id.js';

type Shown<Key> = readonly [key: Key, referralId: string, accounts: readonly string[]];
const both = ['county.doctor', 'lead.doctor'];
const firstCase = (patient: string): string => demoId(`referral ${firstCases.findIndex((one) => one.patient === patient)}`);

const stories: readonly Shown<(typeof guideStories)[number]>[] = [
  ['stemi', storyId('stemi'), both],
  ['bed-lost', storyId('bed-lost'), both],
  ['mother', storyId('mother'), both],
  ['nameless', storyId('nameless'), both],
  ['child', storyId('child'), both],
  ['declined', storyId('declined'), both],
  ['died', storyId('died'), both],
  ['wrong', storyId('wrong'), ['county.doctor']],
  ['tcm', storyId('tcm'), ['lead.doctor']],
];
const alive: readonly Shown<(typeof guideAlive)[number]>[] = [
  ['four-minutes', storyId('four-minutes'), ['lead.coordinator', 'lead.doctor']],
  ['ambulance', firstCase('欧阳长青'), ['lead.doctor', 'lead.coordinator']],
  ['bed-hold', firstCase('郑桂花'), ['lead.coordinator']],
  ['question', storyId('question'), ['county.doctor']],
  ['appeal', storyId('appeal'), both],
  ['offer', offerId('offer'), ['township.doctor', 'county.doctor']],
  ['ready', storyId('ready-1'), ['lead.doctor']],
  ['due-today', offerId('due-today'), ['county.doctor', 'county.coordinator']],
  ['overdue', offerId('overdue'), ['county.doctor', 'county.coordinator']],
  ['back-again', storyId('back-again'), both],
];

const entries = <Key>(shown: readonly Shown<Key>[]) =>
  shown.map(([key, referralId, accounts]) => ({ key, referralId, accounts: [...accounts] }));
const nameOf = (hospital: string): string => hospitals.find(({ key }) => key === hospital)?.name ?? hospital;

/** What a visitor is led to: ids and accounts, never a name of a patient. */
export const guide: GuideContent = {
  stories: entries(stories),
  alive: entries(alive),
  accounts: people.map(({ username, role, hospital }) => ({ username, role, institution: nameOf(hospital) })),
};
