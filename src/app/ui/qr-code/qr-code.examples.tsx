import { QrCode } from './qr-code.tsx';

export const examples = [
  {
    name: 'qr-code',
    render: () => (
      <QrCode text="HTTPS://NARVARO.EXAMPLE/B/0123456789ABCDEFGHJKMNPQRS" label="Ett deltagarkort" />
    ),
  },
];
