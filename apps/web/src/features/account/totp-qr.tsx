import { QRCode } from 'antd';

/** Black on white whatever the theme: phones read nothing else. */
export function TotpQr({ uri }: { readonly uri: string }) {
  return (
    <div aria-hidden="true">
      <QRCode value={uri} type="svg" size={184} bordered={false} color="#000000" bgColor="#ffffff" />
    </div>
  );
}
