import { rings } from '@alliance/domain/receivers/telephone';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { TextField } from '../../ui/field';
import type { DraftFields } from './draft.types';
import { receiversWords } from './receivers.locale';

interface Props {
  readonly value: DraftFields['outside'];
  readonly error: string | undefined;
  readonly onChange: (change: Pick<DraftFields, 'outside' | 'receiverId' | 'receiverDepartmentId'>) => void;
}

/** A hospital off the platform: it is one as soon as it has a name and a telephone that can be rung. */
export function OutsideFields({ value, error, onChange }: Props) {
  const t = useWords(receiversWords);
  const [typed, setTyped] = useState({ name: value?.name ?? '', phone: value?.phone ?? '', contact: value?.contact ?? '' });
  const change = (part: Partial<typeof typed>) => {
    const next = { ...typed, ...part };
    setTyped(next);
    const [name, phone, contact] = [next.name.trim(), next.phone.trim(), next.contact.trim()];
    const outside = name && rings(phone) ? { name, phone, contact: contact || null } : null;
    onChange({ outside, receiverId: null, receiverDepartmentId: null });
  };
  return (
    <>
      <TextField
        id="field-receiverId"
        label={t('outside.name')}
        required
        maxLength={120}
        value={typed.name}
        error={error}
        onChange={(name) => change({ name })}
      />
      <TextField
        label={t('outside.phone')}
        required
        type="tel"
        inputMode="tel"
        maxLength={30}
        value={typed.phone}
        error={typed.phone.trim() && !rings(typed.phone) ? t('outside.noPhone') : undefined}
        under={value && <a href={`tel:${value.phone}`}>☏ {t('outside.call', { phone: value.phone })}</a>}
        onChange={(phone) => change({ phone })}
      />
      <TextField label={t('outside.contact')} maxLength={60} value={typed.contact} onChange={(contact) => change({ contact })} />
      <p className="note-warn">{t('outside.hint')}</p>
    </>
  );
}
