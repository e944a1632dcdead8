import type { Paper } from '@alliance/contracts/print.contract';
import type { ReferralView } from '@alliance/contracts/referral.contract';
import { SheetQr } from './sheet-qr';
import * as paper from './paper-words';
import { Cell, Continuation, Sheet, TextCell, goingOn, type LongText } from './sheet';
import type { Printed } from './use-print';

export interface PaperProps {
  readonly referral: ReferralView;
  readonly about: Paper;
  readonly printed: Printed;
}

/** Room for the free texts of the form, on an A4 of three parts. */
const texts = (referral: ReferralView): Record<'diagnosis' | 'reason' | 'summary' | 'outcome', LongText> => ({
  diagnosis: { label: '初步诊断', text: paper.diagnosisOnPaper(referral), box: { widthMm: 160, heightMm: 10 } },
  reason: { label: '转诊原因', text: referral.reason ?? '', box: { widthMm: 160, heightMm: 17 } },
  summary: { label: '主要病史、检查、治疗', text: referral.summary ?? '', box: { widthMm: 160, heightMm: 46 } },
  outcome: { label: '治疗结果及后续建议', text: paper.noteOnPaper(referral, 'outcome_summary'), box: { widthMm: 160, heightMm: 27 } },
});

/** 双向转诊单: counterfoil, form and return slip on one sheet, cut apart and stamped across the cuts. */
export function TransferForm({ referral, about, printed }: PaperProps) {
  const way = referral.direction ? paper.directionOnPaper[referral.direction] : '转诊';
  const parts = texts(referral);
  const long = goingOn(Object.values(parts));
  const foot = { printed, invented: about.invented };
  return (
    <>
      <Sheet label={`双向转诊单 ${referral.number}`} {...foot} more={long.length > 0} className="transfer-form">
        <Counterfoil referral={referral} way={way} diagnosis={parts.diagnosis} />
        <Cut number={referral.number} />
        <Form referral={referral} about={about} way={way} parts={parts} />
        <Cut number={referral.number} />
        <ReturnSlip referral={referral} way={way} outcome={parts.outcome} />
      </Sheet>
      {long.length > 0 && <Continuation number={referral.number} title="双向转诊单" texts={long} {...foot} />}
    </>
  );
}

interface Part {
  readonly referral: ReferralView;
  readonly way: string;
}

function Title({ referral, way, part, keep }: Part & { readonly part: string; readonly keep: string }) {
  return (
    <header className="sheet-title">
      <h2>
        双向转诊单（{way}）·{part}
      </h2>
      <span className="sheet-keep">{keep}</span>
      <span className="sheet-number">No. {referral.number}</span>
    </header>
  );
}

function Cut({ number }: { readonly number: string }) {
  return (
    <div className="sheet-cut">
      <span>✂</span>
      <span>骑缝 No. {number}（盖骑缝章）</span>
    </div>
  );
}

function Person({ referral }: { readonly referral: ReferralView }) {
  return (
    <>
      <Cell label="患者姓名" span={2}>
        <strong>{referral.patient?.name}</strong>
      </Cell>
      <Cell label="性别">{paper.sexOnPaper(referral)}</Cell>
      <Cell label="年龄">{paper.ageOnPaper(referral)}</Cell>
    </>
  );
}

function Counterfoil({ referral, way, diagnosis }: Part & { readonly diagnosis: LongText }) {
  return (
    <div className="sheet-part">
      <Title referral={referral} way={way} part="存根" keep="转出机构留存" />
      <div className="sheet-grid">
        <Person referral={referral} />
        <Cell label="转入机构" span={2}>
          {paper.receiverOnPaper(referral)}
        </Cell>
        <Cell label="转入科室" span={2}>
          {referral.receiverDepartment?.name.zh}
        </Cell>
      </div>
      <TextCell {...diagnosis} />
      <div className="sheet-grid">
        <Cell label="转诊医师">{referral.createdBy}</Cell>
        <Cell label="审核医师">{referral.reviewer}</Cell>
        <Cell label="转出日期" span={2}>
          {paper.momentOnPaper(referral.submittedAt)}
        </Cell>
      </div>
    </div>
  );
}

function Form({ referral, about, way, parts }: Part & { readonly about: Paper; readonly parts: ReturnType<typeof texts> }) {
  const { service, urgency, transport } = referral;
  return (
    <div className="sheet-part">
      <Title referral={referral} way={way} part="转诊单" keep="交转入机构" />
      <div className="sheet-with-qr">
        <div className="sheet-grid">
          <Person referral={referral} />
          <Cell label="证件" span={2}>
            {referral.patient?.identifierMasked ?? '无证件号'}
          </Cell>
          <Cell label="患者电话" span={2}>
            {referral.patient?.phone}
          </Cell>
          <Cell label="类别">{service && paper.serviceOnPaper[service]}</Cell>
          <Cell label="紧急程度">{urgency && paper.urgencyOnPaper[urgency]}</Cell>
          <Cell label="转运" span={2}>
            {transport && paper.transportOnPaper[transport]}
          </Cell>
        </div>
        <SheetQr id={referral.id} number={referral.number} label="扫码在线答复" />
      </div>
      <div className="sheet-grid">
        <Cell label="转出机构" span={2}>
          {referral.sender.name}
          {'　'}
          {referral.senderDepartment?.name.zh}
        </Cell>
        <Cell label="联系电话" span={2}>
          {about.senderPhone}
        </Cell>
        <Cell label="转入机构" span={2}>
          {paper.receiverOnPaper(referral)}
          {'　'}
          {referral.receiverDepartment?.name.zh}
        </Cell>
        <Cell label="联系电话" span={2}>
          {about.receiverPhone}
        </Cell>
      </div>
      <TextCell {...parts.diagnosis} />
      <TextCell {...parts.reason} />
      <TextCell {...parts.summary} />
      <div className="sheet-grid">
        <Cell label="同意转诊" span={2}>
          {paper.consentOnPaper(referral)}
        </Cell>
        <Cell label="医保备案" span={2}>
          {paper.insuranceOnPaper(referral)}
        </Cell>
      </div>
      <div className="sheet-sign">
        <span>
          转诊医师：{referral.createdBy}
          {'　'}签名
        </span>
        <span>
          审核医师：{referral.reviewer ?? '　　　　'}
          {'　'}签名
        </span>
        <span>同意人签名</span>
        <span>{paper.momentOnPaper(referral.submittedAt)}</span>
        <span className="sheet-stamp">转出机构盖章处</span>
      </div>
    </div>
  );
}

function ReturnSlip({ referral, way, outcome }: Part & { readonly outcome: LongText }) {
  const result = referral.outcome && paper.outcomeOnPaper[referral.outcome];
  return (
    <div className="sheet-part">
      <Title referral={referral} way={way} part="回执" keep={`请交还 ${referral.sender.name}`} />
      <div className="sheet-grid">
        <Person referral={referral} />
        <Cell label="接诊时间" span={2}>
          {paper.momentOnPaper(referral.arrivedAt)}
        </Cell>
        <Cell label="接诊科室、医师" span={2}>
          {referral.reception?.physician}
        </Cell>
        <Cell label="诊断" span={2} />
        <Cell label="转归" span={2}>
          {result}
        </Cell>
      </div>
      <TextCell {...outcome} />
      <div className="sheet-sign">
        <span>接诊医师签名</span>
        <span>联系电话</span>
        <span>
          {'　　　　'}年{'　　'}月{'　　'}日
        </span>
        <span className="sheet-stamp">转入机构盖章处</span>
      </div>
    </div>
  );
}
