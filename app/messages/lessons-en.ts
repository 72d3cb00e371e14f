// The words around the lessons in English: list, pane, dialogs, printed sheets. Loaded with the first lesson or the list,
// so that `/` does not carry them; zh-CN is held to this type. What a lesson itself says is in worker/lessons/words.

export const lessonsEn = {
  list: {
    title: 'Lessons',
    intro: 'Each lesson is a run of its own: you act, predict, and see what really happens.',
    groups: {
      lecture: 'First steps',
      lab: 'In the lab',
      advanced: 'For experts',
      uses: 'Four uses',
      questions: 'Ten questions',
    } as Readonly<Record<string, string>>,
    variants: 'Also:',
    done: 'done',
    reached: (step: number) => `at step ${step}`,
    sheets: 'To print',
    questionsOf: (group: string) => `Question sheets: ${group}`,
    notesOf: (group: string) => `Teacher’s notes: ${group}`,
    plans: { lecture: 'Lesson plan: 50 minutes', lab: 'Lesson plan: a lab' },
    forget: 'Forget my progress',
    notKept: 'This browser keeps nothing for this page, so your progress is gone when it closes.',
    lesson: (id: string, title: string) =>
      /^\d+$/.test(id) ? `Lesson ${id}: ${title}` : `${title}`,
  },
  pane: {
    region: 'Lesson',
    number: (id: string) =>
      /^\d+$/.test(id)
        ? `Lesson ${id}`
        : id.startsWith('use-')
          ? `Use ${id.slice(4)}`
          : id.startsWith('question-')
            ? `Question ${id.slice(9)}`
            : 'Lesson',
    step: (i: number, n: number) => `Step ${i} of ${n}`,
    goal: 'Goal',
    finished: 'The idea to keep',
    previous: 'Previous step',
    next: 'Continue',
    last: 'Finish',
    watch: 'Let time go on',
    showMe: 'Show me',
    showMeHint: 'The lesson does it for you.',
    again: 'Play this step again',
    over: 'Start this step over',
    leave: 'Leave the lesson',
    all: 'All lessons',
    more: 'More about this lesson',
    link: 'Copy the link to this step',
    copied: 'The link to this step is copied.',
    questions: 'Question sheet to print',
    note: 'Teacher’s note to print',
    answer: 'Show the answer',
    skip: 'Go on without an answer',
    right: 'As you thought.',
    wrong: 'Not so this time.',
    rightAnswer: 'what happens',
    yourAnswer: 'your answer',
    seen: 'What you saw',
    seenHere: 'holds in your run',
    notHere: 'did not come about in your run',
    stepDone: (i: number) => `Step ${i} is done.`,
    standsAct: 'Time stands still until you have done it.',
    standsAnswer: 'Time stands still until you answer.',
    standsWatch: 'Time stands still.',
    runs: 'Time runs. The step is done when it has happened.',
    runsToTurn: 'Time runs for a moment; then it is your turn again.',
    paused: 'Paused. Press Play to let it happen.',
    stuck: 'This does not seem to happen in your run any more.',
    lookAt: 'Look at',
    look: {
      stage: 'Stage',
      log: 'Transaction log',
      tree: 'ZNode tree',
      terminal: 'Terminal',
      timeline: 'Timeline',
      story: 'Story',
    },
    otherRun: 'The run you see is not the run of this lesson.',
    toLesson: 'Back to the lesson',
    notYet: 'First this step has to happen.',
    score: (right: number, all: number) => `Predictions that came true: ${right} of ${all}.`,
  },
  left: {
    title: 'You left the lesson',
    body: 'Its run goes on here and is yours. The run you had before is kept too.',
    back: 'Back to my own run',
    resume: 'Back into the lesson',
    stay: 'Stay here',
  },
  /** What a lesson of somebody's own begins with, to be written over. */
  own: {
    title: 'A lesson of my own',
    goal: 'Write here what a learner can say afterwards.',
    concept: 'Write here the idea to keep.',
    type: (line: string, client: string) => `Type \`${line}\` at client ${client}.`,
    act: 'Write here what to do, and what to look at.',
  },
  problems: {
    own: (why: string) => `This lesson cannot be opened: ${why} Your run is as it was.`,
    ownGone:
      'This address means a lesson that somebody wrote, and this tab does not have it. Open its file or its whole link again.',
    ownLong: 'This lesson is too long for a link (64 kB). Pass its file on instead.',
    unknown: (id: string, known: string) =>
      `There is no lesson “${id}”. There are: ${known}. A fresh run was started.`,
    step: (id: string, step: number, last: number) =>
      `Lesson ${id} has steps 1 to ${last}, not ${step}. It opens at step ${last}.`,
    answers: (text: string) =>
      `The address carries answers that this lesson does not know (${text}). They are left out.`,
  },
};

export type LessonsMessages = typeof lessonsEn;
