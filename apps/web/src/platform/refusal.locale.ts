import type { RefusalCode } from '@alliance/domain/refusal';
import { words } from './i18n';

type Sentences = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What happened, what was kept, what to do now: for every code, in both languages. A spec proves that none is missing. */
export const refusalsZh = {
  request: {
    invalid: '有内容填写不符合要求，未提交。你输入的都还在，请按标红处修改后再提交。',
    too_large: '内容太大，未发送。请缩小文件或分批提交。',
    unsupported_media: '这种格式无法接收，未提交。请换一种文件格式。',
    too_many: '操作过于频繁，本次未执行。请等一分钟再试。',
    key_reused: '这次提交与之前一次内容不同，未执行。请刷新页面后重新提交。',
    in_flight: '同一操作正在处理中，请勿重复提交。稍等几秒后刷新查看结果。',
  },
  session: {
    missing: '登录已过期。页面内容已保留，请重新登录后继续。',
    wrong_credentials: '用户名或密码不对，未登录。请检查大小写后重试。',
    locked: '连续输错次数过多，账号已暂时锁定。请 15 分钟后再试，或联系本院管理员。',
    csrf: '登录信息已在别的窗口更新，本次未执行。输入内容还在，请再按一次。',
    appointment_required: '你在多家机构任职，尚未选定以谁的身份操作。请在右上角选择身份后再试。',
  },
  access: {
    denied: '当前身份无权进行此操作，未执行。请在右上角换一个身份，或联系本院管理员。',
    not_found: '没有找到，可能已删除，或不属于本机构。请返回列表。',
  },
  patient: {
    identifier_invalid: '证件号码有误，患者未保存。请对照证件逐位核对。',
    identifier_conflict: '证件号码与性别或出生日期不一致，患者未保存。请核对证件；以证件为准。',
    name_differs: '本院已有这个证件号码的患者，姓名不同，未保存。请核对证件，或按号码查找后选用。',
  },
  referral: {
    not_found: '没有找到这份转诊单，可能已取消，或不属于本机构。请返回转诊列表。',
    stale: '别人刚刚改动了这份转诊单，你的操作未执行。你输入的内容还在，请看过新内容后再确认。',
    wrong_state: '转诊单的状态已变，这一步现在不能做。页面已更新，请按最新状态处理。',
    not_your_action: '这一步不由当前身份办理，未执行。请转告有权限的同事，或切换身份。',
    incomplete: '转诊单还缺必填内容，未发出。草稿已保存，请补齐列出的各项。',
    receiver_invalid: '不能转往所选机构，未发出。请另选接收机构或科室。',
    ask_not_for_immediate: '立即转诊不能要求补充材料，以免耽误抢救。请直接受理、退回或电话联系。',
    never_admitted: '门诊和检查不办理入院，状态未变。请直接回报结果。',
    acceptance_incomplete: '受理信息不全，未受理。请补齐列出的各项。',
    arrival_in_past: '到院时间早于现在，未受理。请改为将来的时间。',
  },
  alliance: {
    lead_is_member: '牵头医院不能同时列为成员，联盟未建立。请从成员中去掉牵头医院。',
    name_taken: '已有同名联盟，未建立。请换一个名称。',
  },
  import: {
    unreadable: '文件读不出来，没有导入任何数据。请另存为 CSV（UTF-8）后再上传。',
    headers_unknown: '认不出表头，没有导入任何数据。请对照模板检查第一行。',
  },
  file: {
    type_refused: '只接收 PDF、JPEG、PNG，文件未上传。请转换格式后再传。',
    too_large: '文件超过 20 MB，未上传。请压缩或拆分后再传。',
  },
  server: {
    unavailable: '服务器暂时不可用。输入内容还在本页，请稍后重试；紧急情况请直接打电话。',
  },
} as const satisfies Sentences;

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
    locked: 'Too many wrong attempts: the account is locked for now. Try again in 15 minutes or call your administrator.',
    csrf: 'Your session was renewed in another window, so this was not carried out. What you typed is still here: press once more.',
    appointment_required: 'You work for several institutions and have not said as whom you act. Choose at the top right and try again.',
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
  },
  alliance: {
    lead_is_member: 'The lead hospital cannot be a member too; the alliance was not opened. Take it off the members.',
    name_taken: 'An alliance of this name exists; nothing was opened. Choose another name.',
  },
  import: {
    unreadable: 'The file cannot be read; nothing was imported. Save it as CSV (UTF-8) and upload it again.',
    headers_unknown: 'The column headers are not known; nothing was imported. Compare the first line with the template.',
  },
  file: {
    type_refused: 'Only PDF, JPEG and PNG are taken; the file was not uploaded. Convert it and try again.',
    too_large: 'The file is larger than 20 MB and was not uploaded. Compress or split it.',
  },
  server: {
    unavailable: 'The server cannot be reached right now. What you typed is still on this page: try again soon; if it is urgent, phone.',
  },
} as const satisfies Sentences;

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
