import { QRCode } from 'antd';

/** Black on white whatever the theme: phones read nothing else. */
export function TotpQr({ uri }: { readonly uri: string }) {
  return <QRCode value={uri} type="svg" size={184} bordered={false} color="#000000" bgColor="#ffffff" />;
}
