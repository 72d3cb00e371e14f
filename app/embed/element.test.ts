import { expect, it } from 'vitest';
import { definePlayground, frameAddress, sandboxOf } from './element.ts';

const page = { href: 'https://docs.example/zab/guide.html', origin: 'https://docs.example' };
const address = (attributes: Readonly<Record<string, string>>, home: string | null, at = page) =>
  frameAddress((name) => attributes[name] ?? null, home, at)?.href ?? null;

it('a frame has the address of the page beside the script, the attributes, and the parent who may command', () => {
  const url = address({ scenario: 'x', speed: '0.5', class: 'wide' }, 'https://cdn.example/embed/');
  expect(url).toBe(
    'https://cdn.example/embed/?scenario=x&speed=0.5&parent=https%3A%2F%2Fdocs.example',
  );
});

it('src names another page, relative to the one it stands on', () => {
  expect(address({ src: '../embed/' }, null)).toBe(
    'https://docs.example/embed/?parent=https%3A%2F%2Fdocs.example',
  );
});

it('a page without an origin names no parent', () => {
  const file = { href: 'file:///tmp/a.html', origin: 'null' };
  expect(address({}, 'https://cdn.example/embed/', file)).toBe('https://cdn.example/embed/');
});

it.each(['javascript:alert(1)', 'data:text/html,x', 'blob:https://docs.example/1', 'http://['])(
  '%s is no address of a frame',
  (src) => {
    expect(address({ src }, null)).toBe(null);
  },
);

it('attributes cannot reach other parameters than their own', () => {
  expect(
    address(
      { seed: '1&parent=https://evil.example', parent: 'https://evil.example' },
      'https://a.example/',
    ),
  ).toBe(
    'https://a.example/?seed=1%26parent%3Dhttps%3A%2F%2Fevil.example&parent=https%3A%2F%2Fdocs.example',
  );
});

it('a frame of another origin keeps that origin, one of our own is not kept in, an isolated one has none', () => {
  const other = new URL('https://cdn.example/embed/');
  expect(sandboxOf(other, page.origin, false)).toContain('allow-same-origin');
  expect(sandboxOf(other, page.origin, true)).not.toContain('allow-same-origin');
  const own = new URL('https://docs.example/embed/');
  expect(sandboxOf(own, page.origin, false)).toBe(null);
  expect(sandboxOf(own, page.origin, true)).not.toContain('allow-same-origin');
});

it('where a site is rendered on a server, defining the element does nothing', () => {
  expect(() => definePlayground('https://cdn.example/embed/')).not.toThrow();
});
