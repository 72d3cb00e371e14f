// A moment as java.util.Date prints it in a JVM that runs in UTC: `Tue Nov 24 10:11:12 UTC 2026`. Pure rooms have no
// Date, so the calendar is worked out here in integers (proleptic Gregorian). Called by the stat printer.

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY_MS = 86_400_000;

function two(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

function remainder(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}

/** Year, month (0 to 11) and day of the month of a count of days since 1 January 1970. */
function civil(days: number): readonly [year: number, month: number, day: number] {
  // Years that begin in March, in eras of 400 years of 146,097 days, make the leap day the last one.
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = (marchMonth + 2) % 12;
  return [yearOfEra + era * 400 + (month < 2 ? 1 : 0), month, day];
}

/** `millis` since 1970, any safe integer. */
export function formatDate(millis: number): string {
  const days = Math.floor(millis / DAY_MS);
  const seconds = Math.floor((millis - days * DAY_MS) / 1000);
  const [year, month, day] = civil(days);
  const weekday = DAYS[remainder(days + 4, 7)] ?? '';
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map(two)
    .join(':');
  return `${weekday} ${MONTHS[month] ?? ''} ${two(day)} ${clock} UTC ${year}`;
}
