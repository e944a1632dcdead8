import * as conversation from '@alliance/contracts/conversation.contract';
import type { ReferralView } from '@alliance/contracts/referral.contract';
import { randomUUIDv7 } from 'node:crypto';
import { ConversationModule } from '../conversation/conversation.module.js';
import { startApi, type Person } from './app.js';
import { agreed, invited, membershipSlice, officeOpens } from './membership.story.js';
import { referralSlice } from './referral.story.js';
import { cloneDatabase } from './services.js';
import { makeWorld } from './world.js';

/** Two hospitals that talk, two that do not take part; the lead's doctor has a name to search for. */
export async function conversationScene() {
  const database = await cloneDatabase();
  const world = await makeWorld(database);
  const api = await startApi(database, {
    features: [...membershipSlice.features, ...referralSlice.features, ConversationModule],
    contracts: [...membershipSlice.contracts, ...referralSlice.contracts, conversation],
  });
  const names = ['county.doctor', 'county.coordinator', 'lead.coordinator', 'lead.doctor', 'township.doctor', 'other.doctor'];
  type Six = [Person, Person, Person, Person, Person, Person];
  const [doctor, colleague, coordinator, physician, township, other] = (await Promise.all(names.map((name) => api.as(name)))) as Six;
  await database.owner.query(`update person set pinyin = 'wang jian', initials = 'wj', name = '王建' where name = 'person lead.doctor'`);
  const office = await api.as('office');
  const opened = await officeOpens(office, world);
  const withTownship = await agreed(office, await invited(office, opened, world.township.id), world.township.id);
  const { id: allianceId } = await agreed(office, await invited(office, withTownship, world.other.id), world.other.id);
  const close = async () => {
    await api.close();
    await database.drop();
  };
  return { database, world, api, doctor, colleague, coordinator, physician, township, other, allianceId, close };
}
export type ConversationScene = Awaited<ReturnType<typeof conversationScene>>;

interface Said {
  readonly id?: string;
  readonly text?: string;
  readonly mentions?: string[];
  readonly replyTo?: string;
  readonly attachmentIds?: string[];
}
export const written = ({ id = randomUUIDv7(), text = '几点到？', ...more }: Said = {}) => ({ id, text, ...more });

/** What people do in the conversation of the referral that is spoken of, or of another one. */
export function conversing(spokenOf: () => ReferralView) {
  const params = (referral: ReferralView | undefined) => ({ id: (referral ?? spokenOf()).id });
  const list = (who: Person, query: object = {}, referral?: ReferralView) =>
    who.get(conversation.listMessages, { params: params(referral), query: query as never });
  return {
    list,
    write: (who: Person, said: Said = {}, referral?: ReferralView) =>
      who.get(conversation.sendMessage, { params: params(referral), body: written(said) }),
    refusedWriting: async (who: Person, said: Said = {}, referral?: ReferralView) =>
      (await who.ask(conversation.sendMessage, { params: params(referral), body: written(said) })).problem.code,
    texts: async (who: Person, query: object = {}, referral?: ReferralView) =>
      (await list(who, query, referral)).items.map(({ text }) => text),
    status: async (who: Person, referral?: ReferralView) =>
      (await who.ask(conversation.listMessages, { params: params(referral), query: {} })).status,
    read: (who: Person, upTo: number) => who.get(conversation.readMessages, { params: params(undefined), body: { upTo } }),
    counts: async (who: Person, ...ids: string[]) =>
      (await who.get(conversation.countMessages, { query: { referralIds: ids.join(',') } })).items,
  };
}
