import { isIP } from 'node:net';
import {
  RTCPeerConnection,
  RTCRtpCodecParameters,
  useAbsSendTime,
  useNACK,
  usePLI,
  useREMB,
  useSdesMid,
  useTransportWideCC,
  useTWCC,
} from 'werift';
import type { Settings } from './settings.js';

type Network = Pick<Settings, 'HOST' | 'MEDIA_PORTS' | 'MEDIA_ADDRESS'>;

// One codec of each kind, spoken by every browser: what is forwarded is never translated.
const codecs = () => ({
  audio: [new RTCRtpCodecParameters({ mimeType: 'audio/opus', clockRate: 48_000, channels: 2, parameters: 'minptime=10;useinbandfec=1' })],
  video: [
    new RTCRtpCodecParameters({ mimeType: 'video/VP8', clockRate: 90_000, rtcpFeedback: [useNACK(), usePLI(), useREMB(), useTWCC()] }),
    new RTCRtpCodecParameters({ mimeType: 'video/rtx', clockRate: 90_000 }),
  ],
});

const isLoopback = (host: string) => host === 'localhost' || host.startsWith('127.');
/** The one address to bind and to tell; undefined for all of this machine. */
const boundAddress = ({ HOST }: Network) => (isLoopback(HOST) ? '127.0.0.1' : isIP(HOST) === 4 && HOST !== '0.0.0.0' ? HOST : undefined);

/**
 * A connection to one browser. ICE lite: this side is reached at its own addresses and asks no other server; behind a firewall the
 * browser comes through its TURN relay.
 */
export function openConnection(network: Network): RTCPeerConnection {
  const address = boundAddress(network);
  return new RTCPeerConnection({
    iceLite: true,
    iceServers: [],
    iceUseIpv6: false,
    bundlePolicy: 'max-bundle',
    codecs: codecs(),
    headerExtensions: { audio: [useSdesMid()], video: [useSdesMid(), useAbsSendTime(), useTransportWideCC()] },
    ...(network.MEDIA_PORTS ? { icePortRange: network.MEDIA_PORTS } : {}),
    ...(address ? { iceInterfaceAddresses: { udp4: address }, iceAdditionalHostAddresses: [address] } : {}),
  });
}

/** The description with the addresses a browser can reach and no others. */
export function reachable(sdp: string, network: Network): string {
  const told = boundAddress(network);
  const candidate = /^(a=candidate:\S+ \d+ \S+ \d+ )(\S+)( .*)$/;
  const lines = sdp.split('\r\n').flatMap((line) => {
    const [, before, address, after] = candidate.exec(line) ?? [];
    if (!address) return [line];
    if (told && address !== told) return [];
    return [`${before}${network.MEDIA_ADDRESS ?? address}${after}`];
  });
  return lines.join('\r\n');
}
