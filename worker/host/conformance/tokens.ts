// The tokens in recorded lines: what they stand for in a run of ours. Known ones (addresses, session ids) are filled in;
// the others match only their own kind of text, and only where they stand. Used by compare.ts and run-case.ts.

const DATE = /^[A-Z][a-z]{2} [A-Z][a-z]{2} \d{2} \d{2}:\d{2}:\d{2} UTC \d{4}$/;
const EPOCH = 'Thu Jan 01 00:00:00 UTC 1970';

/** A date as java.util.Date prints it; the epoch is never hidden behind a token. */
function isTime(text: string): boolean {
  return DATE.test(text) && text !== EPOCH;
}

const kinds: Readonly<Record<string, (text: string) => boolean>> = {
  TIME: isTime,
  // Also latencies, `0/0.5/3`.
  N: (text) => /^(-?[0-9.E]+(\/-?[0-9.E]+)*|NaN)$/.test(text),
  PORT: (text) => /^\d+$/.test(text),
  TEXT: () => true,
  REST: () => true,
};

export interface ServerNames {
  /** `host:port` for clients. */
  readonly hostPort: string;
  /** `host:quorumPort:electionPort`. */
  readonly peer: string;
}

export class Tokens {
  private readonly servers: ReadonlyMap<string, ServerNames>;
  /** Session ids in hexadecimal, without leading zeros, by client name; oldest first. */
  private readonly sessions: (client: string) => readonly string[];

  constructor(
    servers: ReadonlyMap<string, ServerNames>,
    sessions: (client: string) => readonly string[],
  ) {
    this.servers = servers;
    this.sessions = sessions;
  }

  /** The text with every token that has one value replaced by it. */
  fill(text: string): string {
    return text.replace(
      /<([A-Z][A-Z :]*?) ([A-Za-z0-9#]+)>/g,
      (token, kind: string, name: string) => {
        return this.valueOf(kind, name) ?? token;
      },
    );
  }

  /** Whether a line of ours is what the recorded line says. */
  matches(expected: string, actual: string): boolean {
    const parts = this.fill(expected).split(/<(TIME|N|PORT|TEXT|REST|DATA s\d)>/);
    return matchParts(parts, 0, actual);
  }

  /** A line of ours with session ids and addresses as tokens: what the recorder sorted by. */
  tokenized(actual: string, clients: readonly string[]): string {
    let text = actual;
    for (const client of clients)
      for (const [at, session] of this.sessions(client).entries())
        text = text.replaceAll(
          `0x${session}`,
          `0x<SESSION ${client}${at === 0 ? '' : `#${at + 1}`}>`,
        );
    return text;
  }

  private valueOf(kind: string, name: string): string | undefined {
    if (kind === 'SESSION') {
      const [client = '', number = '1'] = name.split('#');
      return this.sessions(client)[Number(number) - 1];
    }
    const names = this.servers.get(name);
    if (names === undefined) return undefined;
    const [, quorumPort, electionPort] = names.peer.split(':');
    if (kind === 'HOST:PORT') return names.hostPort;
    if (kind === 'PEER') return names.peer;
    if (kind === 'CLIENT PORT') return names.hostPort.split(':')[1];
    if (kind === 'QUORUM PORT') return quorumPort;
    return kind === 'ELECTION PORT' ? electionPort : undefined;
  }
}

/** `parts` alternate: literal text, kind of token, literal text, … Tokens take as little as they can. */
function matchParts(parts: readonly string[], at: number, text: string): boolean {
  const literal = parts[at] ?? '';
  if (!text.startsWith(literal)) return false;
  const rest = text.slice(literal.length);
  const kind = parts[at + 1];
  if (kind === undefined) return rest === '';
  const fits = kinds[kind] ?? (() => true);
  for (let length = 0; length <= rest.length; length += 1)
    if (fits(rest.slice(0, length)) && matchParts(parts, at + 2, rest.slice(length))) return true;
  return false;
}
