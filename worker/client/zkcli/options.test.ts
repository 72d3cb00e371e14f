import { describe, expect, it } from 'vitest';
import { options, parseOptions, type OptionList } from './options.ts';

const list = options('s stats', 'v: version', 'N: hard');
const quota: OptionList = {
  ...options('n: num soft quota', 'b: bytes soft quota'),
  group: 'required',
};

/** What Commons CLI 1.5.0 made of the same words, run in a JVM: value of v, s given, value of N, arguments. */
const seen: readonly (readonly [
  string,
  string | readonly [string | null, boolean, string | null, string[]],
])[] = [
  ['-v --zz x', ['--zz', false, null, ['x']]],
  ['-v --v x', 'UnrecognizedOptionException: Unrecognized option: --v'],
  ['-v -- x', 'MissingArgumentException: Missing argument for option: v'],
  ['-=', 'UnrecognizedOptionException: Unrecognized option: -='],
  ['-v=3', ['3', false, null, []]],
  ['-v= x', ['', false, null, ['x']]],
  ['-s=3', 'UnrecognizedOptionException: Unrecognized option: -s=3'],
  ['-sv=3', 'UnrecognizedOptionException: Unrecognized option: -sv=3'],
  ['-sv 3', ['3', true, null, []]],
  ['-vs', ['s', false, null, []]],
  ['-v -NaN', ['-NaN', false, null, []]],
  ['-v -Nx', 'MissingArgumentException: Missing argument for option: v'],
  ['-N -NaN', [null, false, '-NaN', []]],
  ['-v -s', 'MissingArgumentException: Missing argument for option: v'],
  ['-s5', 'UnrecognizedOptionException: Unrecognized option: -s5'],
  ['-v -5', ['-5', false, null, []]],
  ['-v -=x', ['-=x', false, null, []]],
  ['-v 1 -v 2', ['1', false, null, []]],
  ['---v', 'UnrecognizedOptionException: Unrecognized option: ---v'],
  ['-- -s -v', [null, false, null, ['-s', '-v']]],
  ['-v "5"', ['5', false, null, []]],
  ['-v="5"', ['"5"', false, null, []]],
  ['-v -vx', 'MissingArgumentException: Missing argument for option: v'],
  ['- -v -', ['-', false, null, ['-']]],
  ['-s-', 'UnrecognizedOptionException: Unrecognized option: -s-'],
];

describe('parseOptions', () => {
  it.each(seen)('reads %s as the library does', (text, wanted) => {
    const line = parseOptions(list, text.split(' '));
    if (typeof wanted === 'string')
      expect(line).toEqual({ ok: false, message: `org.apache.commons.cli.${wanted}` });
    else
      expect(line.ok && [line.value('v'), line.has('s'), line.value('N'), line.args]).toEqual(
        wanted,
      );
  });

  it('dies where the library throws what nobody catches', () => {
    expect(parseOptions(list, ['get', '-=x'])).toEqual({
      ok: false,
      thrown: {
        exception: 'java.lang.StringIndexOutOfBoundsException',
        message: 'begin 0, end 1, length 0',
      },
    });
  });

  it('takes one option of a group, and wants one where the group is required', () => {
    expect(parseOptions(quota, ['-n', '5', '-b', '5'])).toMatchObject({
      message:
        "org.apache.commons.cli.AlreadySelectedException: The option 'b' was specified but an option from this group has already been selected: 'n'",
    });
    expect(parseOptions(quota, ['/a'])).toMatchObject({
      message:
        'org.apache.commons.cli.MissingOptionException: Missing required option: [-n num soft quota, -b bytes soft quota]',
    });
    expect(parseOptions(quota, ['-n', '5', '-n', '6']).ok).toBe(true);
  });
});
