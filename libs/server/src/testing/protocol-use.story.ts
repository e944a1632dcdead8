import * as adoption from '@alliance/contracts/adoption.contract';
import * as search from '@alliance/contracts/protocol-search.contract';
import { ProtocolUseModule, ProtocolUseWorkerModule } from '../protocol-use/protocol-use.module.js';
import type { Serving } from './app.js';

/** What an API needs to serve what members do with protocols. */
export const protocolUseSlice: Serving = { features: [ProtocolUseModule], contracts: [adoption, search] };

/** And a worker to remind their readers. */
export const protocolUseWork = [ProtocolUseWorkerModule];
