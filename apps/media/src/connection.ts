import { randomInt } from 'node:crypto';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
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
/** The one address to listen on; undefined for all of this machine. */
const boundAddress = ({ HOST }: Network) => (isLoopback(HOST) ? '127.0.0.1' : isIP(HOST) === 4 && HOST !== '0.0.0.0' ? HOST : undefined);
const outerAddresses = () =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .flatMap(({ family, internal, address }) => (family === 'IPv4' && !internal ? [address] : []));

/**
 * A connection to one browser, with one UDP socket. ICE lite: this side is reached at its own addresses and asks no other server;
 * behind a firewall the browser comes through its TURN relay.
 */
export function openConnection(network: Network): RTCPeerConnection {
  const bound = boundAddress(network);
  const [outer] = outerAddresses();
  return new RTCPeerConnection({
    iceLite: true,
    iceServers: [],
    iceUseIpv6: false,
    bundlePolicy: 'max-bundle',
    codecs: codecs(),
    headerExtensions: { audio: [useSdesMid()], video: [useSdesMid(), useAbsSendTime(), useTransportWideCC()] },
    ...(network.MEDIA_PORTS ? { icePortRange: startingAnywhere(network.MEDIA_PORTS) } : {}),
    // the library opens a socket for each address of the machine that is named here, all of them where `udp4` says: one is enough
    iceInterfaceAddresses: { ...(bound && { udp4: bound }), ...(outer && { udp6: outer }) },
    ...(outer ? {} : { iceAdditionalHostAddresses: ['127.0.0.1'] }),
  });
}

// After a restart browsers still send to the ports they knew: a new connection had better not be given one of those.
const startingAnywhere = ([least, most]: readonly [number, number]): [number, number] => [
  least + randomInt(Math.ceil((most - least) / 2)),
  most,
];

let gathering: Promise<unknown> = Promise.resolve();
/** One socket is opened after the other: within a range of ports the library looks for a free one and takes it a moment later. */
export function inTurn<T>(open: () => Promise<T>): Promise<T> {
  const opened = gathering.then(open);
  gathering = opened.catch(() => undefined);
  return opened;
}

/** The description with the addresses a browser can reach, the one named in the settings first. */
export function reachable(sdp: string, network: Network): string {
  const bound = boundAddress(network);
  const outer = outerAddresses();
  const own = bound ? [bound] : outer.length > 0 ? outer : ['127.0.0.1'];
  const told = network.MEDIA_ADDRESS ? [network.MEDIA_ADDRESS, ...own] : own;
  const candidate = /^a=candidate:(\S+) (\d+) (\S+) (\d+) \S+ (\d+) (.*)$/;
  const lines = sdp.split('\r\n').flatMap((line) => {
    const [matches, foundation, component, protocol, priority, port, rest] = candidate.exec(line) ?? [];
    if (!matches) return [line];
    return told.map(
      (address, at) => `a=candidate:${foundation}${at} ${component} ${protocol} ${Number(priority) - at * 256} ${address} ${port} ${rest}`,
    );
  });
  return lines.join('\r\n');
}
