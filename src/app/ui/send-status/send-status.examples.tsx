import { useText } from '../../text/language.tsx';
import { SendStatus } from './send-status.tsx';

const All = () => {
  const { send } = useText();
  return (
    <div className="row wrap">
      <SendStatus kind="sent" title={send.sent.title} detail={send.sent.detail({ time: '09.14' })} />
      <SendStatus kind="offline" title={send.offline.title} detail={send.offline.detail} />
      <SendStatus kind="local" title={send.local.title({ n: 12 })} detail={send.local.detail} />
      <SendStatus kind="sending" title={send.sending.title({ i: 5, n: 12 })} detail={send.sending.detail} />
      <SendStatus
        kind="server"
        title={send.server.title({ n: 12 })}
        detail={send.server.detail({ time: '09.20' })}
      />
      <SendStatus kind="late" title={send.late.title({ n: 31, day: 'måndag' })} detail={send.late.detail} />
      <SendStatus kind="revoked" title={send.revoked.title} detail={send.revoked.detail} />
    </div>
  );
};

export const examples = [{ name: 'send-status', render: () => <All /> }];
