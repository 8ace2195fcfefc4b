import { patient } from './patient.ts';
import { createPeer } from './peer.ts';

createPeer().judgeByBase(patient);
console.log(JSON.stringify([performance.now(), process.memoryUsage.rss()]));
