import { describe, expect, it } from 'vitest';
import type { Operation, Request } from '../data/model.ts';
import { CommitProcessor } from './commit-processor.ts';

const write: Operation = { type: 'delete', path: '/a', version: -1 };
const read: Operation = { type: 'exists', path: '/a', watch: false };
const sync: Operation = { type: 'sync', path: '/a' };

function entry(sessionId: string, cxid: number, op: Operation, needsCommit: boolean) {
  const request: Request = { sessionId, cxid, op, authInfo: [] };
  return { kind: 'request', request, sessionId, link: '1.1.1', needsCommit } as const;
}

describe('CommitProcessor', () => {
  it('lets a read run at once when its session has nothing before it', () => {
    expect(new CommitProcessor().admit(entry('a', 1, read, false))).toBe(true);
  });

  it('keeps a read behind the write before it, and another session’s read in front of nobody', () => {
    const commits = new CommitProcessor();
    expect(commits.admit(entry('a', 1, write, true))).toBe(false);
    expect(commits.admit(entry('a', 2, read, false))).toBe(false);
    expect(commits.admit(entry('b', 1, read, false))).toBe(true);
    expect(commits.next('a')).toBeNull();
    expect(commits.match('a', 1)?.request?.cxid).toBe(1);
    expect(commits.next('a')?.request?.cxid).toBe(2);
    expect(commits.next('a')).toBeNull();
  });

  it('does not take another server’s commit for its own', () => {
    const commits = new CommitProcessor();
    commits.admit(entry('a', 5, write, true));
    expect(commits.match('a', 4)).toBeNull();
    expect(commits.match('b', 5)).toBeNull();
    expect(commits.match('a', 5)).not.toBeNull();
  });

  it('matches only the oldest write of a session', () => {
    const commits = new CommitProcessor();
    commits.admit(entry('a', 1, write, true));
    commits.admit(entry('a', 2, write, true));
    expect(commits.match('a', 2)).toBeNull();
  });

  it('holds a sync until its SYNC has come, and a later read behind it', () => {
    const commits = new CommitProcessor();
    commits.admit(entry('a', 1, sync, true));
    commits.admit(entry('a', 2, read, false));
    expect(commits.next('a')).toBeNull();
    commits.completeSync('a', 1);
    expect(commits.next('a')?.request?.op.type).toBe('sync');
    expect(commits.next('a')?.request?.op.type).toBe('exists');
  });

  it('goes on from a capture as it would have', () => {
    const commits = new CommitProcessor();
    commits.admit(entry('a', 1, sync, true));
    commits.admit(entry('a', 2, read, false));
    commits.completeSync('a', 1);
    const restored = new CommitProcessor(commits.capture());
    expect(restored.waiting()).toBe(2);
    expect(restored.next('a')?.request?.cxid).toBe(1);
    expect(restored.next('a')?.request?.cxid).toBe(2);
  });
});
