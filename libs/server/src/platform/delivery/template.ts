import type { PatientTemplate } from '@alliance/domain/patient-status/patient-message';

/** What a message is about. There is no place for anything else in it: no patient, no name, no number but a count. */
export const templates = [
  'immediate',
  'notice',
  'digest',
  'test',
  'invitation',
  'password_reset',
  'session_request',
  'session_cancel',
] as const;
export type Template = (typeof templates)[number];

/** Told on duty: may go to the phone of a shift. A link that lets somebody in never does, for whoever keeps the rota would choose where it goes. */
const toldOnDuty: Readonly<Record<Template, boolean>> = {
  immediate: true,
  notice: true,
  digest: true,
  test: true,
  invitation: false,
  password_reset: false,
  session_request: true,
  session_cancel: true,
};
export const isToldOnDuty = (template: Template): boolean => toldOnDuty[template];

const sentences: Readonly<Record<Template, (count: number) => string>> = {
  immediate: () => '有一件立即处理的事项等待您，请马上登录查看。',
  notice: () => '您有一条新通知，请登录查看。',
  digest: (count) => `您有 ${count} 条未读通知，请登录查看。`,
  test: () => '这是一条测试消息。收到说明此渠道可用，无需处理。',
  invitation: () => '您被邀请加入专科联盟协同平台，请打开链接设置账号。链接只能使用一次，请勿转发。',
  password_reset: () => '您正在重设密码，请打开链接继续。如非本人操作，请忽略并告知管理员。',
  session_request: () => '您有一场远程会诊，时间见附件日程，请登录查看。',
  session_cancel: () => '一场远程会诊已取消或您无需参加，日程见附件。',
};

/** Goes into a calendar program too: what it says there is kept encrypted beside the address. */
export const isForCalendar = (template: string): boolean => template === 'session_request' || template === 'session_cancel';

const isOurs = (template: string): template is Template => (templates as readonly string[]).includes(template);

/** The whole text of a message; the link travels beside it. @param words of a message to a patient, who has no account to read in */
export const textOf = (template: Template | PatientTemplate, count: number, words: string | null = null): string =>
  `【专科联盟协同平台】${isOurs(template) ? sentences[template](count) : (words ?? '')}`;
