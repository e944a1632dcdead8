import { getTrip } from '@alliance/contracts/trip.contract';
import { useAnswer } from '../../platform/query';
import { vitalRows } from './hand-over-vitals';
import * as paper from './paper-words';
import { Cell, Continuation, Sheet, TextCell, goingOn, type LongText } from './sheet';
import { SheetQr } from './sheet-qr';
import type { PaperProps } from './transfer-form';

/** 患者交接单. Before it is signed the lines are empty: it is filled in by hand where the line is dead. */
export function HandOverPaper({ referral, about, printed }: PaperProps) {
  const { sheet, sender, receiver } = referral.handOver;
  const texts: LongText[] = [
    { label: '过敏史', text: sheet?.allergies ?? '', box: { widthMm: 160, heightMm: 14 } },
    { label: '传染病', text: sheet?.infections ?? '', box: { widthMm: 160, heightMm: 14 } },
    { label: '管路与装置', text: sheet?.devices ?? '', box: { widthMm: 160, heightMm: 17 } },
    { label: '已用药物', text: sheet?.medicines ?? '', box: { widthMm: 160, heightMm: 38 } },
    { label: '病情及注意', text: sheet?.condition ?? '', box: { widthMm: 160, heightMm: 55 } },
    { label: '随带物品资料', text: sheet?.belongings ?? '', box: { widthMm: 160, heightMm: 14 } },
  ];
  const long = goingOn(texts);
  const foot = { printed, invented: about.invented };
  const signed = (by: typeof sender) => (by ? `${by.by}（${by.institution}） ${paper.momentOnPaper(by.at)}` : '');
  return (
    <>
      <Sheet label={`患者交接单 ${referral.number}`} {...foot} more={long.length > 0}>
        <header className="sheet-title">
          <h2>患者交接单</h2>
          <span className="sheet-number">No. {referral.number}</span>
        </header>
        <div className="sheet-with-qr">
          <div className="sheet-grid">
            <Cell label="患者姓名" span={2}>
              <strong>{referral.patient?.name}</strong>
            </Cell>
            <Cell label="性别">{paper.sexOnPaper(referral)}</Cell>
            <Cell label="年龄">{paper.ageOnPaper(referral)}</Cell>
            <Cell label="转出" span={2}>
              {referral.sender.name}
              {'　'}
              {about.senderPhone}
            </Cell>
            <Cell label="转入" span={2}>
              {paper.receiverOnPaper(referral)}
              {'　'}
              {referral.receiverDepartment?.name.zh}
              {'　'}
              {about.receiverPhone}
            </Cell>
            <Cell label="诊断" span={4}>
              {paper.diagnosisOnPaper(referral).slice(0, 60)}
            </Cell>
            <Cell label="隔离" span={2}>
              <strong>{sheet && paper.isolationOnPaper[sheet.isolation]}</strong>
            </Cell>
            <Cell label="出发" span={2}>
              {paper.momentOnPaper(referral.departedAt)}
            </Cell>
          </div>
          <SheetQr id={referral.id} number={referral.number} label="扫码查看转诊" />
        </div>
        {texts.map((text) => (
          <TextCell key={text.label} {...text} />
        ))}
        <VitalSigns referralId={referral.id} />
        <div className="sheet-grid hand-over-sign">
          <Cell label="转出方签名" span={4}>
            {signed(sender)}
          </Cell>
          <Cell label="随车人员签名" span={4} />
          <Cell label="接收方签名" span={4}>
            {signed(receiver)}
          </Cell>
        </div>
      </Sheet>
      {long.length > 0 && <Continuation number={referral.number} title="患者交接单" texts={long} {...foot} />}
    </>
  );
}

const measured = ['体温 ℃', '脉搏 次/分', '呼吸 次/分', '血压 mmHg', '血氧饱和度 %', '意识', '吸氧方式'];

/** What the crew reported, with its time; the rows that are left are for the pen. */
function VitalSigns({ referralId }: { readonly referralId: string }) {
  const trip = useAnswer(getTrip, { params: { id: referralId } });
  return (
    <table className="sheet-table" aria-label="生命体征">
      <thead>
        <tr>
          <th scope="col">时间</th>
          {measured.map((what) => (
            <th key={what} scope="col">
              {what}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {vitalRows(trip.data?.reports ?? []).map(({ moment, values }, at) => (
          <tr key={at}>
            <th scope="row">{moment}</th>
            {measured.map((what, column) => (
              <td key={what}>{values[column]}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
