import { lookAtTrip, type ReportFromTrip } from '@alliance/contracts/trip.contract';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { v7 } from 'uuid';
import { serverNow } from '../../platform/clock';
import { useAnswer } from '../../platform/query';
import { sayOnTheWay, sendWaiting } from './unsent.store';

const lookAgainMs = 20_000;

/** The token of a crew's link, from the address. It stays there: a phone reloads pages as it likes. */
export function useTripToken(): string | undefined {
  const router = useRouter();
  const [token] = useState(() => /^#?([\w-]{43})$/.exec(router.history.location.hash)?.[1]);
  return token;
}

/** What the crew sees, asked again every twenty seconds, because a journey may be diverted; what waits on the phone is sent whenever the line may be back. */
export function useCrewView(token: string) {
  const answer = useAnswer(lookAtTrip, { body: { token } });
  const { refetch } = answer;
  useEffect(() => {
    const again = () => {
      void refetch();
      void sendWaiting();
    };
    again();
    const timer = setInterval(again, lookAgainMs);
    window.addEventListener('online', again);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', again);
    };
  }, [refetch]);
  return answer;
}

type Saying = Omit<ReportFromTrip, 'token' | 'id' | 'measuredAt'>;
/** Says one thing by this link, with the time at which it was said. */
export const sayer =
  (token: string) =>
  (saying: Saying): void =>
    void sayOnTheWay({ token, id: v7(), measuredAt: new Date(serverNow()).toISOString(), ...saying });
export type SayOnTheWay = ReturnType<typeof sayer>;
