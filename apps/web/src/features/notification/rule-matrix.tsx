import { notificationGroups, personalChannels, type PersonalChannel } from '@alliance/domain/notification/channel';
import { useWords } from '../../platform/i18n';
import { Field } from '../../ui/field';
import { deliveryWords } from './delivery.locale';
import { notificationSettingsWords } from './settings.locale';
import { turned, type Rules } from './telling.policy';

/** Groups of notices down, ways out across. A way that is not set up can be chosen and says what will happen. */
export function RuleMatrix(props: {
  readonly id: string;
  readonly value: Rules;
  readonly onChange: (rules: Rules) => void;
  readonly error: string | undefined;
  readonly available: readonly PersonalChannel[];
}) {
  const { value, onChange, available } = props;
  const t = useWords(notificationSettingsWords);
  const words = useWords(deliveryWords);
  const closed = personalChannels.filter((channel) => !available.includes(channel)).map((channel) => words(`channel.${channel}`));
  return (
    <Field
      label={t('matrix')}
      id={props.id}
      error={props.error}
      group
      hint={closed.length > 0 && <>▲ {t('unavailable', { channel: closed.join('、') })}</>}
    >
      {({ id, disabled: _, 'aria-required': __, 'aria-invalid': ___, ...aria }) => (
        <table className="rule-matrix" id={id} aria-labelledby={`${id}-label`} {...aria}>
          <thead>
            <tr>
              <td />
              {personalChannels.map((channel) => (
                <th key={channel} scope="col">
                  {words(`channel.${channel}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {notificationGroups.map((group) => (
              <tr key={group}>
                <th scope="row">
                  {t(`group.${group}`)}
                  <span className="faint">{t(`groupHint.${group}`)}</span>
                </th>
                {personalChannels.map((channel) => (
                  <td key={channel}>
                    <label>
                      <input
                        type="checkbox"
                        aria-label={t('choose', { group: t(`group.${group}`), channel: words(`channel.${channel}`) })}
                        aria-invalid={group === 'immediate' && props.error ? true : undefined}
                        checked={value[group].includes(channel)}
                        onChange={({ target }) => onChange(turned(value, group, channel, target.checked))}
                      />
                    </label>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Field>
  );
}
