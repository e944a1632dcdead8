import type { HandOverSheet } from '@alliance/contracts/referral.schema';
import { useWords } from '../../platform/i18n';
import { Fact } from '../../ui/fact';
import { panelWords } from './panel.locale';
import { referralWords } from './referral.locale';

/** 患者交接单: what the receiving side must know before it touches the patient. Dangers first. */
export function HandOverSheetView({ sheet }: { readonly sheet: HandOverSheet }) {
  const t = useWords(panelWords);
  const codes = useWords(referralWords);
  const { isolation, devices, medicines, belongings } = sheet;
  return (
    <dl className="facts hand-over-sheet">
      <Fact label={t('field.allergies')}>
        <strong className="prose">{sheet.allergies}</strong>
      </Fact>
      <Fact label={t('field.infections')}>
        <strong className="prose">{sheet.infections}</strong>
      </Fact>
      <Fact label={t('field.isolation')}>
        <strong>
          {isolation !== 'none' && <span aria-hidden="true">▲ </span>}
          {codes(`isolation.${isolation}`)}
        </strong>
      </Fact>
      <Fact label={t('field.condition')}>
        <span className="prose">{sheet.condition}</span>
      </Fact>
      {medicines && (
        <Fact label={t('field.medicines')}>
          <span className="prose">{medicines}</span>
        </Fact>
      )}
      {devices && (
        <Fact label={t('field.devices')}>
          <span className="prose">{devices}</span>
        </Fact>
      )}
      {belongings && (
        <Fact label={t('field.belongings')}>
          <span className="prose">{belongings}</span>
        </Fact>
      )}
    </dl>
  );
}
