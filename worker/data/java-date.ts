// A point in time as java.util.Date prints it in UTC, without a Date: `Thu Jan 01 00:00:00 UTC 1970`.
// Called for `dump`, by zkCli for stats. Source: java.util.Date.toString; the calendar by counting days from 0000-03-01,
// the start of a year that has its leap day at the end.
import type { WallMillis } from '../base/units.ts';

const WEEKDAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'] as const;
const MONTHS = ['Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec', 'Jan', 'Feb'];
const DAY_SECONDS = 86_400;
/** Days from 0000-03-01 to 1970-01-01, and those of 400 years. */
const EPOCH_DAY = 719_468;
const ERA_DAYS = 146_097;

export function javaDate(timeMs: WallMillis): string {
  const seconds = Math.floor(timeMs / 1000);
  const day = Math.floor(seconds / DAY_SECONDS);
  const { year, month, date } = calendar(day);
  const second = seconds - day * DAY_SECONDS;
  const clock = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60];
  const weekday = WEEKDAYS[((day % 7) + 7) % 7] ?? '';
  return `${weekday} ${month} ${two(date)} ${clock.map(two).join(':')} UTC ${year}`;
}

function calendar(day: number): { year: number; month: string; date: number } {
  const shifted = day + EPOCH_DAY;
  const era = Math.floor(shifted / ERA_DAYS);
  const dayOfEra = shifted - era * ERA_DAYS;
  // Whole years before this day: every 4 years have a day more, every 100 one less, every 400 one more.
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  // From March on five months always have 153 days.
  const month = Math.floor((5 * dayOfYear + 2) / 153);
  const date = dayOfYear - Math.floor((153 * month + 2) / 5) + 1;
  const year = era * 400 + yearOfEra + (month >= 10 ? 1 : 0);
  return { year, month: MONTHS[month] ?? '', date };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
