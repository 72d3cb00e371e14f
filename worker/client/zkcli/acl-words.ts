// ACLs as they are typed and as getAcl prints them. Called by create, setAcl, getAcl and by API calls.
// Source: cli/AclParser, Id.toString (jute's CSV: `'world,'anyone` and a line's end).
import { parsePerms } from '../../data/acl.ts';
import { splitText } from '../../data/java-text.ts';
import type { Acl, Id } from '../../data/model.ts';
import type { Out } from './program.ts';

/** What has not the form scheme:id:perm is left out, and said on stderr; so are letters that mean nothing. */
export function parseAcl(text: string, out: Out): Acl[] {
  const list: Acl[] = [];
  for (const part of splitText(text, ',')) {
    const first = part.indexOf(':');
    const last = part.lastIndexOf(':');
    if (first === last) {
      out.error(`${part} does not have the form scheme:id:perm`);
      continue;
    }
    const { perms, unknown } = parsePerms(part.slice(last + 1));
    for (const letter of unknown) out.error(`Unknown perm type: ${letter}`);
    list.push({ scheme: part.slice(0, first), id: part.slice(first + 1, last), perms });
  }
  return list;
}

const escapes: Readonly<Record<string, string>> = {
  '\0': '%00',
  '\n': '%0A',
  '\r': '%0D',
  ',': '%2C',
  '}': '%7D',
  '%': '%25',
};

function csv(text: string): string {
  let escaped = "'";
  for (const letter of text) escaped += escapes[letter] ?? letter;
  return escaped;
}

/** Ends with a line's end, as jute writes it: what getAcl puts behind stands on a line of its own. */
export function idText({ scheme, id }: Id): string {
  return `${csv(scheme)},${csv(id)}\n`;
}
