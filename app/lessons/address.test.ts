import { expect, it } from 'vitest';
import { lesson } from '../../worker/lessons/runs/partition-leader.ts';
import { addressOf, answersOf, placeAlone } from './address.ts';

const place = { id: '3', step: 2, answers: { write: 'waits', elect: 'three' } };

it('an address names lesson, step and answers, and gives the answers back', () => {
  const address = addressOf('https://a.example/zab/?lang=en&lesson=1&step=4#r=abc', place);
  expect(address).toBe(
    'https://a.example/zab/?lang=en&lesson=3&step=2&answers=write.waits_elect.three#r=abc',
  );
  const given = new URL(address).searchParams.get('answers');
  expect(answersOf(given, lesson)).toEqual({ answers: place.answers, strange: '' });
});

it('an address without a lesson names none of it', () => {
  const address = addressOf('https://a.example/?lesson=3&step=2&answers=x.y&seed=7', null);
  expect(address).toBe('https://a.example/?seed=7');
});

it('a link to a step leaves the run out', () => {
  expect(placeAlone('https://a.example/?lesson=3&step=2#r=abc', { ...place, answers: {} })).toBe(
    'https://a.example/?lesson=3&step=2',
  );
});

it('answers to questions that the lesson does not ask are left out and named', () => {
  expect(answersOf('write.never_constructor.x_elect.three', lesson)).toEqual({
    answers: { elect: 'three' },
    strange: 'write.never, constructor.x',
  });
});
