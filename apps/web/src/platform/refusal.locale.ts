import type { RefusalCode } from '@alliance/domain/refusal';
import { words } from './i18n';
import { refusalsEn } from './refusal.en';
import { refusalsZh } from './refusal.zh';

const generalZh = {
  unknown: '操作没有完成。输入内容还在本页，请重试；若仍不行，请把编号 {{requestId}} 告诉管理员。',
  unanswered: '没有收到服务器答复，不确定是否已执行。输入内容还在，请检查网络后再按一次（不会重复执行）。紧急情况请直接打电话。',
  unreadable: '没有连上服务器，内容未能载入。请检查网络后重试。',
  requestId: '编号 {{requestId}}',
} as const;
const generalEn = {
  unknown:
    'This was not completed. What you typed is still here: try again. If it fails again, give this number to your administrator: {{requestId}}.',
  unanswered:
    'No answer came, so it is not certain whether it happened. What you typed is still here: check the line and press again, it will not happen twice. If it is urgent, phone.',
  unreadable: 'The server was not reached and nothing was loaded. Check the line and try again.',
  requestId: 'Reference {{requestId}}',
} as const;

type Covered<S> = { [K in keyof S & string]: `${K}.${keyof S[K] & string}` }[keyof S & string];
/** Does not compile while a code has no words. */
export const everyCodeHasWords: [RefusalCode] extends [Covered<typeof refusalsZh> & Covered<typeof refusalsEn>] ? true : never = true;

export const refusalWords = words('refusal', { code: refusalsZh, general: generalZh }, { code: refusalsEn, general: generalEn });
