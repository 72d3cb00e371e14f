// The worker that checks one foreign recording and is then ended: whatever the text is, the page stays alive.
// Started by reader.ts. It says that it has loaded, takes one text, answers once.
import { decodeRecordingText } from '../world/decode.ts';
import type { ReadRecording } from './surface.ts';

self.onmessage = ({ data }: MessageEvent<string>) => {
  const decoded = decodeRecordingText(data);
  const answer: ReadRecording = decoded.ok ? { ok: true, recording: decoded.value } : decoded;
  self.postMessage(answer);
};
self.postMessage('loaded');
