import { listOwnDeliveries, testChannel, type Delivery, type NotificationSettings } from '@alliance/contracts/delivery.contract';
import { addressOf } from '@alliance/domain/notification/address';
import { personalChannels, type PersonalChannel } from '@alliance/domain/notification/channel';
import { useEffect, useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords, useWordsIfAny } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { When } from '../../ui/moment-view';
import { EmptyState, Loaded, RefusalNote } from '../../ui/states';
import { DeliveryState } from './delivery-state';
import { deliveryWords } from './delivery.locale';
import { notificationSettingsWords } from './settings.locale';

const lookEveryMs = 1_000;

/** A test on each channel, followed until it left or did not; and what was sent to me lately. */
export function OwnDeliveries({ settings }: { readonly settings: NotificationSettings }) {
  const t = useWords(notificationSettingsWords);
  const own = useAnswer(listOwnDeliveries, { query: { limit: 10 } }, { staleTime: 0 });
  const [tests, setTests] = useState<Partial<Record<PersonalChannel, Delivery>>>({});
  const items = own.data?.items ?? [];
  const shown = (channel: PersonalChannel) => items.find(({ id }) => id === tests[channel]?.id) ?? tests[channel];
  const waits = [...items, ...Object.values(tests).map(({ channel }) => shown(channel as PersonalChannel))].some(
    (one) => one?.state === 'waiting',
  );
  const { refetch } = own;
  useEffect(() => {
    if (!waits) return;
    const clock = setInterval(() => void refetch(), lookEveryMs);
    return () => clearInterval(clock);
  }, [waits, refetch]);
  const test = useCommand(testChannel, {
    onDone: (delivery) => {
      setTests((now) => ({ ...now, [delivery.channel]: delivery }));
      void refetch();
    },
  });
  return (
    <>
      <section className="card">
        <div className="card-head">
          <h2>{t('test.title')}</h2>
        </div>
        <div className="card-body">
          <p className="soft">{t('test.text')}</p>
          <ul className="channel-tests" aria-live="polite">
            {personalChannels.map((channel) => (
              <ChannelTest
                key={channel}
                channel={channel}
                reached={Boolean(addressOf(channel, settings))}
                busy={test.isPending}
                delivery={shown(channel)}
                onTest={() => test.mutate({ body: { channel } })}
              />
            ))}
          </ul>
          <RefusalNote error={test.error} />
        </div>
      </section>
      <section className="card">
        <div className="card-head">
          <h2>{t('own.title')}</h2>
        </div>
        <div className="card-body">
          <Loaded of={own}>{(page) => <Lately items={page.items} />}</Loaded>
        </div>
      </section>
    </>
  );
}

function ChannelTest(props: {
  readonly channel: PersonalChannel;
  readonly reached: boolean;
  readonly busy: boolean;
  readonly delivery: Delivery | undefined;
  readonly onTest: () => void;
}) {
  const { channel, reached, busy, delivery } = props;
  const t = useWords(notificationSettingsWords);
  return (
    <li>
      <button type="button" className="button" disabled={!reached} aria-disabled={busy} onClick={() => !busy && props.onTest()}>
        {t(`test.${channel}`)}
      </button>
      {delivery ? (
        <DeliveryState of={delivery} />
      ) : (
        <span className="faint">{reached ? '' : t(channel === 'email' ? 'test.noEmail' : 'test.noPhone')}</span>
      )}
    </li>
  );
}

function Lately({ items }: { readonly items: readonly Delivery[] }) {
  const t = useWords(notificationSettingsWords);
  const words = useWords(deliveryWords);
  const ifAny = useWordsIfAny(deliveryWords);
  if (!items.length) return <EmptyState title={t('own.empty')} />;
  return (
    <ul className="own-deliveries">
      {items.map((one) => (
        <li key={one.id}>
          <span>
            <When at={one.createdAt} /> <span className="faint">{ifAny(`template.${one.template}`) ?? words('template.other')}</span>
          </span>
          <div>
            <span>
              {words(`channel.${one.channel}`)} <span className="faint figures">{one.address}</span>
            </span>
            <DeliveryState of={one} />
          </div>
        </li>
      ))}
    </ul>
  );
}
