import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useWords } from '../../platform/i18n';
import { Icon } from '../../ui/icon';
import { queueWords } from './queue.locale';
import './new-referral.css';

/** The two ways to send a patient: the alarm in four fields, and the whole form. The sender makes the id, so the address of a draft is known before the server has it. */
export function NewReferralLinks() {
  const t = useWords(queueWords);
  const [id] = useState(() => v7());
  return (
    <span className="new-referral">
      <Link to="/referrals/immediate" search={{}} className="button danger">
        <Icon name="warn" size={16} /> {t('immediateReferral')}
      </Link>
      <Link to="/referrals/$id/edit" params={{ id }} search={{ fresh: true }} className="button primary" preload={false}>
        <Icon name="plus" size={16} /> {t('newReferral')}
      </Link>
    </span>
  );
}

export function useStartReferral(): () => void {
  const navigate = useNavigate();
  return () => void navigate({ to: '/referrals/$id/edit', params: { id: v7() }, search: { fresh: true } });
}
