import type { Presence } from '@alliance/contracts/desk.contract';
import { useWords } from '../../platform/i18n';
import { queueWords } from './queue.locale';
import { useLooking } from './queue.data';
import './referral-lookers.css';

/** The last character of a Chinese name says more than the first; of others the initials. */
const initials = (name: string) =>
  /\p{Script=Han}/u.test(name)
    ? name.slice(-1)
    : name
        .split(/\s+/)
        .map((part) => part[0] ?? '')
        .join('')
        .slice(0, 2);

/** Who has it open now, as initials and in words. */
export function Lookers({ presence }: { readonly presence: Presence | undefined }) {
  const t = useWords(queueWords);
  if (!presence || (!presence.people.length && !presence.otherHospital)) return null;
  const names = presence.people.map(({ name }) => name);
  const who = [...names, ...(presence.otherHospital ? [t('otherHospital')] : [])];
  return (
    <span className="lookers">
      <span aria-hidden="true" className="lookers-faces">
        {presence.people.slice(0, 3).map(({ appointmentId, name }) => (
          <span key={appointmentId} className="looker">
            {initials(name)}
          </span>
        ))}
      </span>
      {t('looking', { who: who.join(t('and')) })}
    </span>
  );
}

/** Above an open referral: says that I look at it, and who else does. */
export function LookingStrip({ id }: { readonly id: string }) {
  const presence = useLooking(id);
  return presence && (presence.people.length > 0 || presence.otherHospital) ? (
    <p className="looking-strip" role="status">
      <Lookers presence={presence} />
    </p>
  ) : null;
}
