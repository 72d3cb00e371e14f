// Lesson plans in English.
import type { PlansWords } from '../../plans.ts';

export const words: PlansWords = {
  lecture: {
    title: 'A lecture of 50 minutes: lessons 1 to 4',
    lead: 'For people who have heard of servers and networks, and of ZooKeeper perhaps by name.',
    aims: [
      'Say what a quorum is, and why two of three are enough.',
      'Say whom an election chooses, and why a leader that works is kept.',
      'Say what each side of a partition can do, and how its nodes find out.',
      'Say what a client knows, and does not know, after ConnectionLoss.',
    ],
    before: [
      'Open `?lesson=1&view=present` on the machine in the room: large type, light colours. PageDown and PageUp of a clicker lead through; A, B and C answer, R shows the answer.',
      'Print the question sheets of lessons 1 to 4, one set for each learner, and the teacher’s notes for yourself.',
    ],
    parts: {
      open: 'Show nothing yet. Ask: three servers keep the same data, one of them leads. It is cut off from the others. What happens to writes? Write every answer on the board and judge none.',
      write:
        'Type the write yourself, and ask who has it by now after each step. Have hands raised for A, B and C; let one hand of each letter give its reason before you go on.',
      elect:
        'Ask for the leader before each start. The second answer is often wrong: leave it on the board until the third start has shown both rules.',
      leader:
        'Now the question from the beginning. Let the silence last: ask what node 1 knows in the first second, and what node 2 believes. The answers on the board sort themselves.',
      follower:
        'The same click on another node. Ask what is different before anything happens; compare with lesson 3 line by line.',
      close:
        'Go back to the board: what was right, and in which lesson was it seen? Hand out the sheets; two questions together, the rest at home.',
    },
    names: { open: 'A question', close: 'Back to the board' },
    after: [
      'Short of time: leave lesson 4 to the sheet. It can be solved with lesson 3 in mind.',
      'Those who want more: lesson 5, then the ten questions.',
    ],
  },
  lab: {
    title: 'A lab of 90 minutes: lessons 5 to 11',
    lead: 'For people who have been through lessons 1 to 4. In pairs: one acts, one predicts; they change places with each lesson.',
    aims: [
      'Find out from a log which txns are safe, and which may still vanish.',
      'Say when a read is old, and what sync does and does not promise.',
      'Predict who wins an election, from epoch, zxid and id.',
      'Explain what became of a write whose leader died, and what the client may conclude.',
    ],
    before: [
      'Every pair needs a browser of the last two years. Nothing is installed, there are no accounts, and what is done stays on the machine.',
      'Print the question sheets of lessons 5 to 11. A pair hands in one sheet for each lesson, with the link to its last step.',
    ],
    parts: {
      open: 'Show where a lesson keeps its link: More about this lesson, Copy the link to this step. It carries the step and what was predicted. A link from Share carries the whole run.',
      catchUp: 'A quick one, to find one’s way. Ask for the number of entries before the heal.',
      stale:
        'Ask each pair to say whether what client B got is a fault. Collect the word they use for it; “old, but lawful” is the aim.',
      majorities:
        'Half of the room puts the leader into the group of two, the other half into the group of three, by starting the last step over. What is the same?',
      survives:
        'Predictions part here. Let those who say “lost” look into the log of the new leader.',
      vanishes:
        'Side by side with lesson 8: a proposal that only the old leader had. What made the difference? Who had it on disk.',
      numbers:
        'Write the first zxid of each epoch on the board. Why can no number be given out twice?',
      newest:
        'Ask for the winner before the kill, with the reason. Who says “the biggest id” is right in lesson 2 and wrong here: why is this order needed?',
      close:
        'Each pair shows one run in which it was wrong, from its link. Then the teacher’s notes: what most people get wrong, and what in the run shows it.',
    },
    names: { open: 'How to hand in', close: 'Runs that surprised' },
    after: [
      'Fast pairs: the variants in the list of lessons (nine nodes split three ways; the commit that nobody heard).',
      'A lesson of 45 minutes: 5, 6, 8 and 9.',
    ],
  },
};
