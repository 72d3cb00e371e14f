// How Java cuts texts and writes numbers: where ZooKeeper leaves a rule to String.split or String.format, these are it.

/** String.split(separator): trailing empty parts are dropped, but the empty text is one part. */
export function splitText(text: string, separator: string): string[] {
  const parts = text.split(separator);
  if (text === '') return parts;
  while (parts.length > 0 && parts.at(-1) === '') parts.pop();
  return parts;
}

/** StringUtils.split: trimmed parts, empty ones dropped. */
export function splitTrimmed(text: string, separator: string): string[] {
  return text
    .split(separator)
    .map(trimText)
    .filter((part) => part !== '');
}

/** String.trim: everything up to U+0020 at both ends. */
export function trimText(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 32) start += 1;
  while (end > start && text.charCodeAt(end - 1) <= 32) end -= 1;
  return text.slice(start, end);
}

/** String.format("%010d"): at least ten characters, the sign counted. */
export function tenDigits(value: number): string {
  return value < 0 ? `-${String(-value).padStart(9, '0')}` : String(value).padStart(10, '0');
}

/** Double.toString of what latencies and averages can be: below 0.001 it turns to the form 1.0E-4. */
export function doubleText(value: number): string {
  if (Number.isInteger(value)) return `${value}.0`;
  if (Math.abs(value) >= 0.001) return String(value);
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return `${digits.includes('.') ? digits : `${digits}.0`}E${exponent}`;
}
