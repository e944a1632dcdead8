import { Suspense, lazy } from 'react';

const QrCode = lazy(() => import('../../ui/qr-code'));

/** Leads whoever scans the paper to the referral, after signing in. */
export function SheetQr({ id, number, label }: { readonly id: string; readonly number: string; readonly label: string }) {
  return (
    <div className="sheet-qr">
      <Suspense fallback={null}>
        <QrCode value={`${location.origin}/referrals/${id}`} label={`转诊单 ${number} 的二维码`} />
      </Suspense>
      <span>{label}</span>
    </div>
  );
}
