import type { Sentences } from './refusal.types';

/** What happened, what was kept, what to do now: for every code. */
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
    locked: '连续输错次数过多，已暂时锁定。请等几分钟再试；着急时请联系本院管理员。',
    csrf: '登录信息已在别的窗口更新，本次未执行。输入内容还在，请再按一次。',
    appointment_required: '你在多家机构任职，尚未选定以谁的身份操作。请在右上角选择身份后再试。',
    code_required: '还差一步，未登录。请输入验证器里的 6 位数字，或一个恢复码。',
    desk_locked: '本值班台已锁定，内容仍在。请解锁后继续；新的立即转诊仍会响铃。',
    step_up_required: '这一步需要再次确认身份，尚未执行。请输入密码或验证码。',
    enrolment_required: '本机构要求使用第二验证方式，添加后才能继续。请在“账号安全”里添加验证器或通行密钥。',
    passkey_failed: '通行密钥没有通过，未登录。请重试，或改用密码登录。',
    sso_failed: '单点登录没有完成，未登录。请重新开始；若仍不行，请联系本院信息科。',
    sso_unlinked: '你的单点登录账号还没有对应的人员，未登录。请联系本院管理员关联后再试。',
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
  link: {
    invalid: '链接已失效或已用过，不能再打开。请向本院管理员索取新的链接。',
  },
  password: {
    too_short: '密码太短，未保存。请至少使用 {{minimum}} 个字符。',
    common: '这个密码太常见，容易被猜中，未保存。请换一个。',
    contains_name: '密码里含有用户名或姓名，未保存。请换一个。',
    wrong: '当前密码不对，未更改。请重新输入。',
  },
  authenticator: {
    code_wrong: '验证码不对或已用过，未保存。请等下一个 6 位数字再输入。',
    passkey_refused: '这个通行密钥无法登记，未保存。请换一台设备或浏览器重试。',
    required: '本机构要求第二验证方式，不能移除最后一个。请先添加另一个。',
  },
  record: {
    stale: '别人刚刚改动了这条记录，你的修改未保存。输入内容还在，请看过新内容后再确认。',
  },
  person: {
    self: '不能停用自己，未执行。请让另一位管理员办理。',
    open_work: '此人还有未办完的工作（{{count}} 项），未停用。请选择接手的人。',
    successor_invalid: '接手的人必须是本院在职人员，未执行。请另选一位。',
    last_administrator: '此人是本院唯一的管理员，未执行。请先任命另一位管理员。',
    inactive: '此人已停用，未执行。请先恢复任职。',
  },
  appointment: {
    role_refused: '你不能授予这个角色，未保存。请选择其他角色，或联系联盟管理办公室。',
    period_invalid: '任职起止日期不对，未保存。结束日期不能早于开始日期。',
  },
  department: {
    foreign: '这个科室不属于本机构，未保存。请重新选择。',
    in_use: '科室还有在职人员或值班安排，未关闭。请先调整这些人员和班次。',
  },
  institution: {
    name_taken: '已有同名机构，未保存。请核对是否同一家。',
  },
  membership: {
    exists: '这家机构已是成员，未重复邀请。',
    wrong_state: '成员状态已变，这一步现在不能做。请按最新状态处理。',
    date_invalid: '日期不在成员期内，未保存。请重新选择日期。',
  },
  shift: {
    person_elsewhere: '此人同一时间已在别处值班，未保存。请换人或调整时间。',
    period_invalid: '班次时间不对，未保存。结束须晚于开始，且一班不超过 72 小时。',
    person_foreign: '值班人员必须是本院在职人员，未保存。请重新选择。',
    not_yours: '这个班次不由你接，未接班。请让值班人本人或备班接班。',
    not_now: '现在不在接班时间内，未接班。开始前 2 小时起可以接班。',
    sound_untested: '还没有确认听到铃声，未接班。请先试听并确认。',
  },
  contact: {
    address_missing: '还没有登记这种联系方式，未发送。请先填写号码或地址。',
    address_invalid: '号码或地址格式不对，未保存。请核对后再填。',
  },
  webhook: {
    host_refused: '只接受企业微信或钉钉的机器人地址，未保存。请检查地址。',
  },
  provider: {
    unusable: '连不上这个单点登录服务，或它的信息不完整，未保存。请核对地址和客户端信息。',
  },
  machine: {
    key_invalid: '公钥无法使用，未保存。请提供 JWK 格式的 RSA、EC 或 Ed25519 公钥。',
    scope_refused: '所选权限超出接口账号可用范围，未保存。请减少权限。',
  },
  protocol: {
    code_taken: '本联盟已有这个规范代号，未创建。请换一个代号。',
    not_lead: '只有牵头医院的专家组可以这样做，未执行。请联系牵头医院。',
    wrong_state: '这个版本的状态已变，这一步现在不能做。请按最新状态处理。',
    not_your_action: '这一步不由当前身份办理，未执行。请由有权限的同事处理。',
    same_person: '参与编写或提交的人不能批准这一版，也不能为它登记签字，未保存。请由另一位专家办理。',
    blocked: '还有问题没有解决，不能继续。请先处理列出的各项。',
    date_invalid: '生效日期不能早于今天，并须晚于所有已发布的版本，未发布。请另选日期。',
    sign_off_needless: '所选条目中有不需要签字的（不含 L 级），未登记。请重新选择。',
    override_loosens: '本院规则会放宽“立即”转诊的条件，未保存。只能收紧，不能放宽。',
    override_invalid: '本院规则与规范中的指标不符，未保存。请检查标出的条目。',
    not_adoptable: '只能采用生效中的版本，未保存。请刷新页面后再看。',
    quiz_required: '这份规范有测验，通过后才能确认已读。',
  },
  criteria: {
    fact_unknown: '有一项指标不在本联盟规范中，未判定。请核对指标名称。',
    fact_invalid: '有一项指标的数值不对，未判定。请核对后再填。',
    unit_unconvertible: '有一项指标的单位无法换算，未判定。请改用规范中的单位。',
    reason_required: '没有符合的转诊标准，未发送。请选择仍要转诊的理由再发送。',
  },
  cds: {
    prefetch_missing: '调用方未随请求提供所需的患者数据，未判定。',
  },
  replay: {
    running: '这个版本的回放正在进行，未重复开始。请等它结束或先取消。',
    wrong_state: '回放已经结束，不能取消。',
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
