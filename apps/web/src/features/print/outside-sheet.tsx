import * as paper from './paper-words';
import { Cell, Continuation, Sheet, TextCell, goingOn, type LongText } from './sheet';
import { SheetQr } from './sheet-qr';
import type { PaperProps } from './transfer-form';

/** 平台外转诊联系单: read out on the telephone, faxed, and taken along; the answer is written down by hand and entered afterwards. */
export function OutsidePaper({ referral, about, printed }: PaperProps) {
  const { outside, service, urgency, transport } = referral;
  const texts: LongText[] = [
    { label: '初步诊断', text: paper.diagnosisOnPaper(referral), box: { widthMm: 160, heightMm: 16 } },
    { label: '转诊原因', text: referral.reason ?? '', box: { widthMm: 160, heightMm: 24 } },
    { label: '主要病史、检查、治疗', text: referral.summary ?? '', box: { widthMm: 160, heightMm: 95 } },
  ];
  const long = goingOn(texts);
  const foot = { printed, invented: about.invented };
  return (
    <>
      <Sheet label={`平台外转诊联系单 ${referral.number}`} {...foot} more={long.length > 0}>
        <header className="sheet-title">
          <h2>转诊联系单（平台外机构）</h2>
          <span className="sheet-number">No. {referral.number}</span>
        </header>
        <p className="outside-call">
          请致电 <strong>{outside?.phone}</strong>
          {'　'}
          {outside?.name}
          {outside?.contact && ` ${outside.contact}`}
        </p>
        <div className="sheet-with-qr">
          <div className="sheet-grid">
            <Cell label="转出机构" span={2}>
              {referral.sender.name}
              {'　'}
              {referral.senderDepartment?.name.zh}
            </Cell>
            <Cell label="回拨电话" span={2}>
              <strong>{about.senderPhone}</strong>
            </Cell>
            <Cell label="患者姓名" span={2}>
              <strong>{referral.patient?.name}</strong>
            </Cell>
            <Cell label="性别">{paper.sexOnPaper(referral)}</Cell>
            <Cell label="年龄">{paper.ageOnPaper(referral)}</Cell>
            <Cell label="类别">{service && paper.serviceOnPaper[service]}</Cell>
            <Cell label="紧急程度">{urgency && paper.urgencyOnPaper[urgency]}</Cell>
            <Cell label="转运" span={2}>
              {transport && paper.transportOnPaper[transport]}
            </Cell>
            <Cell label="转诊医师" span={2}>
              {referral.createdBy}
            </Cell>
            <Cell label="审核医师" span={2}>
              {referral.reviewer}
            </Cell>
            <Cell label="同意转诊" span={4}>
              {paper.consentOnPaper(referral)}
            </Cell>
          </div>
          <SheetQr id={referral.id} number={referral.number} label="本院扫码登记答复" />
        </div>
        {texts.map((text) => (
          <TextCell key={text.label} {...text} />
        ))}
        <Answer />
        <p className="sheet-note">本单含患者个人信息，仅供本次转诊使用。电话答复后请在平台代为登记，并随患者携带本单。</p>
      </Sheet>
      {long.length > 0 && <Continuation number={referral.number} title="转诊联系单" texts={long} {...foot} />}
    </>
  );
}

function Answer() {
  return (
    <div className="outside-answer">
      <h3>电话答复记录</h3>
      <div className="sheet-grid">
        <Cell label="通话时间" span={2}>
          {paper.momentOnPaper(null)}
        </Cell>
        <Cell label="对方答复人、职务" span={2} />
        <Cell label="答复" span={4}>
          □ 同意接收{'　　'}□ 需补充材料：{'　　　　　　　　　　'}□ 不能接收，原因：
        </Cell>
        <Cell label="到达地点" span={2} />
        <Cell label="接诊医师及电话" span={2} />
        <Cell label="建议" span={4} />
        <Cell label="记录人签名" span={2} />
        <Cell label="到院确认时间" span={2}>
          {paper.momentOnPaper(null)}
        </Cell>
      </div>
    </div>
  );
}
