import type { Figure, Timing } from './figure.js';

/** Name and method of a figure in both languages: what is counted, of what, from which record, what is left out. */
export interface Method {
  readonly name: { readonly zh: string; readonly en: string };
  readonly method: { readonly zh: string; readonly en: string };
}
const method = (nameZh: string, nameEn: string, zh: string, en: string): Method => ({
  name: { zh: nameZh, en: nameEn },
  method: { zh, en },
});

/** Holds for every figure. */
export const commonMethod = {
  zh: '每份已送出的转诊（含下转邀约）计一次，按首次送出的日期（北京时间）归入期间；接收方为最后的接收方。草稿与作废（录入错误）不计。自第一份转诊起统计。',
  en: 'Each referral that was sent (offers to take a patient back included) counts once, on the day it was first sent (China time); the receiver is the last one. Drafts and what was entered in error are left out. Counted since the first referral.',
} as const;

export const methods: Readonly<Record<Figure, Method>> = {
  sent: method(
    '转诊总数',
    'Referrals',
    '分子：期间内首次送出的转诊。来源：送出事件。',
    'Counted: referrals first sent in the period. From the event of sending.',
  ),
  outgoing: method('转出', 'Sent', '分子：由本机构送出的。分母：全部。', 'Counted: sent by this hospital. Of: all.'),
  incoming: method(
    '接收',
    'Received',
    '分子：最后的接收方是本机构的。分母：全部。',
    'Counted: this hospital is the last receiver. Of: all.',
  ),
  up: method(
    '上转',
    'Up',
    '分子：方向为上转。分母：全部。方向由机构级别得出，更正须写明理由。',
    'Counted: direction up. Of: all. The direction follows from the levels; a correction gives its reason.',
  ),
  down: method('下转', 'Down', '分子：方向为下转。分母：全部。', 'Counted: direction down. Of: all.'),
  level: method('平级转诊', 'Level', '分子：方向为平级。分母：全部。', 'Counted: direction level. Of: all.'),
  answered_in_time: method(
    '按时答复率',
    'Answered in time',
    '分子：首次答复（受理、退回、改为会诊、下转医师答复）时剩余时间不少于零。分母：有时限的首次答复，加上已到时限仍未答复的。补充资料期间不计时；一分钟内撤回的答复不算答复。来源：答复事件。',
    'Counted: at the first answer (accepted, returned, turned into a consultation, answered by the doctor) time was left. Of: first answers that had a limit, and those not answered when it ended. The clock stops while information is asked for; an answer undone within its minute is none. From the event of the answer.',
  ),
  complete: method(
    '首次资料完整率',
    'Complete at first sending',
    '分子：首次送出时完整性不低于 80%。分母：首次送出时算过完整性的。之后补充的不计。',
    'Counted: completeness of 80 % or more at the first sending. Of: those whose completeness was computed. What was added later does not count.',
  ),
  asked: method(
    '要求补充率',
    'Asked for information',
    '分子：至少一次被要求补充资料。分母：全部。',
    'Counted: asked for information at least once. Of: all.',
  ),
  returned: method(
    '退回率',
    'Returned',
    '分子：至少一次被退回。撤回的退回不算。分母：已答复的上转、平级和普通转诊；下转邀约不计，另见“下转未接率”。',
    'Counted: returned at least once. Undone returns are none. Of: ordinary referrals that were answered; offers to take a patient back are left out, see “Offers declined”.',
  ),
  offer_declined: method(
    '下转未接率',
    'Offers declined',
    '分子：下转邀约被医师或机构谢绝。撤回的不算。分母：已答复的下转邀约。反映下级的承接能力，不是送出方的质量。',
    'Counted: offers to take a patient back that the doctor or the hospital declined. Undone answers are none. Of: offers that were answered. It tells of capacity below, not of the sender’s quality.',
  ),
  explained: method(
    '退回有说明',
    'Returns explained',
    '分子：每次退回都写有不少于 10 个字的建议。分母：被退回的（不含下转邀约）。来源：退回建议。',
    'Counted: every return came with an advice of ten characters or more. Of: those returned, offers left out. From the advice.',
  ),
  needed_after_return: method(
    '退回后仍被收治',
    'Needed after all',
    '退回是否妥当：分子：复核推翻、原接收方后来受理、或由他院受理。分母：被退回且已有结果的（不含下转邀约）；仍在等待的不计。',
    'Was the return right? Counted: overturned by the reviewer, taken by the same hospital later, or taken elsewhere. Of: those returned whose story went on, offers left out; what still waits is left out.',
  ),
  withdrawn: method(
    '撤销受理',
    'Acceptances withdrawn',
    '分子：受理后被接收方撤销过。分母：曾被受理的。',
    'Counted: accepted and withdrawn by the receiver. Of: those ever accepted.',
  ),
  no_show: method(
    '未到院',
    'No-shows',
    '分子：被标记为未到。分母：曾被受理的。后来到院的也计。',
    'Counted: marked as not having come. Of: those ever accepted; who came later counts too.',
  ),
  declined: method(
    '患者不愿转诊',
    'Patient declined',
    '分子：因患者或家属意愿结束。分母：全部。不计入任何一方的考核（RF-05）。',
    'Counted: ended by the wish of the patient or family. Of: all. Held against nobody (RF-05).',
  ),
  leaked: method(
    '外流',
    'Left the alliance',
    '分子：上转或平级转出县域，接收方不在送出方所在的联盟（按送出当日成员关系），或在平台之外。分母：所在地已知的全部上转和平级转诊。转往本联盟的牵头或成员机构不是外流；下转不计。',
    'Counted: sent up or level, out of the county, to a hospital that on that day shared no alliance with the sender, or off the platform. Of: all sent up or level whose places are known. Sending to a hospital of the own alliance is not counted, nor is the way down.',
  ),
  left_county: method(
    '县域外转率',
    'Left the county',
    '分子：上转或平级，接收方在另一市县（含本联盟），或在平台之外。分母：所在地已知的全部上转和平级转诊。来源：机构登记的所在地。',
    'Counted: sent up or level to another county or city (hospitals of the alliance included), or off the platform. Of: all sent up or level whose places are known. From the registered places.',
  ),
  available_near: method(
    '外流而本地可接',
    'Left the alliance, though available near',
    '分子：外流，而送出方所在市县另有机构开设相同专科。分母：外流且接收科室已知的。来源：科室登记；不含床位是否有空。',
    'Counted: left the alliance although another hospital in the sender’s county has a department of the specialty. Of: those that left for a known department. From the registered departments; whether a bed was free is not known.',
  ),
  came_back: method(
    '下转后 72 小时内非计划返回',
    'Back within 72 h, unplanned',
    '分子：到院后 72 小时内返回上级，并已与下转关联；含未经转诊自行返回。计划内返回、撤销的关联不计。分母：已到院的下转。来源：返回关联，与返回评审同源。',
    'Counted: back above within 72 hours of arriving below and linked with the way down, walk-ins included. Planned returns and withdrawn links are left out. Of: ways down that arrived. From the links of returns, as in the reviews.',
  ),
  came_back_planned: method(
    '72 小时内计划返回',
    'Back within 72 h, as planned',
    '分子：到院后 72 小时内按计划返回上级，并已与下转关联。撤销的关联不计。分母：已到院的下转。来源：返回关联。',
    'Counted: back above within 72 hours as planned and linked with the way down. Withdrawn links are left out. Of: ways down that arrived. From the links of returns.',
  ),
  answered: method('已答复', 'Answered', '分子：有首次答复或更远。分母：全部。', 'Counted: answered, or further. Of: all.'),
  taken: method('已受理', 'Accepted', '分子：受理有效或更远。分母：全部。', 'Counted: an acceptance that stands, or further. Of: all.'),
  arrived: method('已到院', 'Arrived', '分子：到院或更远。分母：全部。', 'Counted: arrived, or further. Of: all.'),
  outcome: method(
    '已有结局',
    'Outcome known',
    '分子：已报告结局（含死亡）。分母：全部。',
    'Counted: outcome reported (death included). Of: all.',
  ),
  closed: method('已闭环', 'Closed with outcome', '分子：有结局且已关闭。分母：全部。', 'Counted: closed with a known outcome. Of: all.'),
  waiting_now: method(
    '当前待答复',
    'Waiting now',
    '此刻等待接收方答复的，不受期间限制。',
    'Waiting for the receiver’s answer at this moment, whenever sent.',
  ),
  claimed_now: method(
    '待答复中已认领',
    'Claimed, of those waiting',
    '分子：已有人认领。分母：当前待答复的。',
    'Counted: somebody has claimed it. Of: those waiting now.',
  ),
};

export const timingMethods: Readonly<Record<Timing, Method>> = {
  response: method(
    '答复用时',
    'Time to answer',
    '从首次送出到首次有效答复，减去等待补充资料的时间；整分钟。少于 5 例不给出。',
    'From the first sending to the first answer that stood, less the time in which an answer to a question was waited for; whole minutes. Not told below five cases.',
  ),
  arrival: method(
    '到院用时',
    'Time to arrival',
    '从首次送出到到院；整分钟。少于 5 例不给出。更正过的到院时间按更正后计。',
    'From the first sending to the arrival; whole minutes. Not told below five cases. A corrected time of arrival counts as corrected.',
  ),
};
