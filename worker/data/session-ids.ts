// Session ids and passwords, without chance: both follow from a server's id and clock.
// Source: SessionTrackerImpl.initializeNextSessionId, ZooKeeperServer.generatePasswd, java.util.Random.
import type { ServerId, SessionId, WallMillis } from '../base/units.ts';
import { NO_SESSION } from '../base/units.ts';

const SUPER_SECRET = 0xb3415c00n;
const LCG_MULTIPLIER = 0x5deece66dn;
const LCG_ADDEND = 0xbn;
const LCG_MASK = (1n << 48n) - 1n;

/** The first id a server gives out: its own id in the highest byte, 40 bits of its clock, then 16 zero bits to count in. */
export function firstSessionId(sid: ServerId, timeMs: WallMillis): SessionId {
  const clock = BigInt.asUintN(40, BigInt(timeMs)) << 16n;
  const id = hex16((BigInt(sid) << 56n) | clock);
  // The one value that would read as the mark of a container.
  return id === '8000000000000000' ? '8000000000000001' : id;
}

/** The id after this one. */
export function nextSessionId(id: SessionId): SessionId {
  return hex16(BigInt.asUintN(64, BigInt(`0x${id}`) + 1n));
}

/** The server that gave the id out. */
export function serverOfSession(id: SessionId): ServerId {
  return parseInt(id.slice(0, 2), 16);
}

/** 32 hexadecimal digits: the 16 bytes that java.util.Random gives for the id and ZooKeeper's constant. */
export function sessionPassword(id: SessionId): string {
  let seed = (BigInt(`0x${id}`) ^ SUPER_SECRET ^ LCG_MULTIPLIER) & LCG_MASK;
  let text = '';
  for (let word = 0; word < 4; word += 1) {
    seed = (seed * LCG_MULTIPLIER + LCG_ADDEND) & LCG_MASK;
    const bits = Number(seed >> 16n);
    for (let byte = 0; byte < 4; byte += 1)
      text += ((bits >>> (8 * byte)) & 255).toString(16).padStart(2, '0');
  }
  return text;
}

/** Whether a client that comes back with this id and password may have the session. */
export function checkPassword(id: SessionId, password: string): boolean {
  return id !== NO_SESSION && password === sessionPassword(id);
}

/** As ZooKeeper prints it, behind `0x`: without leading zeros. */
export function sessionText(id: SessionId): string {
  return id.replace(/^0+(?=.)/, '');
}

function hex16(value: bigint): SessionId {
  return value.toString(16).padStart(16, '0');
}
