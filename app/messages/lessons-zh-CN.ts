// 课程周围的全部中文文字；结构与 lessons-en.ts 完全一致。课程本身的内容在 worker/lessons/words。
import type { LessonsMessages } from './lessons-en.ts';

export const lessonsZh: LessonsMessages = {
  list: {
    title: '课程',
    intro: '每一课都是一次独立的运行：你动手、预测，再看真正发生了什么。',
    groups: {
      lecture: '入门',
      lab: '实验',
      advanced: '进阶',
      uses: '四种用途',
      questions: '十个问题',
    },
    variants: '还有：',
    done: '已完成',
    reached: (step) => `到第 ${step} 步`,
    sheets: '打印',
    questionsOf: (group) => `习题：${group}`,
    notesOf: (group) => `教师备注：${group}`,
    plans: { lecture: '教案：50 分钟', lab: '教案：实验' },
    forget: '清除我的进度',
    notKept: '浏览器不允许此页面保存数据，关闭后进度会丢失。',
    lesson: (id, title) => (/^\d+$/.test(id) ? `第 ${id} 课：${title}` : title),
  },
  pane: {
    region: '课程',
    number: (id) =>
      /^\d+$/.test(id)
        ? `第 ${id} 课`
        : id.startsWith('use-')
          ? `用途 ${id.slice(4)}`
          : id.startsWith('question-')
            ? `问题 ${id.slice(9)}`
            : '课程',
    step: (i, n) => `第 ${i} 步，共 ${n} 步`,
    goal: '目标',
    finished: '要记住的',
    previous: '上一步',
    next: '继续',
    last: '完成',
    watch: '让时间继续',
    showMe: '演示给我看',
    showMeHint: '由课程替你完成。',
    again: '重放这一步',
    over: '重新开始这一步',
    leave: '离开课程',
    all: '全部课程',
    more: '关于本课的更多操作',
    link: '复制这一步的链接',
    copied: '这一步的链接已复制。',
    questions: '打印习题',
    note: '打印教师备注',
    answer: '显示答案',
    skip: '不作答，继续',
    right: '正如你所料。',
    wrong: '这次不是这样。',
    rightAnswer: '实际结果',
    yourAnswer: '你的答案',
    seen: '你看到的',
    seenHere: '在你的运行中成立',
    notHere: '在你的运行中没有出现',
    stepDone: (i) => `第 ${i} 步完成。`,
    standsAct: '在你完成之前，时间静止。',
    standsAnswer: '在你作答之前，时间静止。',
    standsWatch: '时间静止。',
    runs: '时间在走。事情发生后，这一步就完成了。',
    paused: '已暂停。按“播放”让它发生。',
    stuck: '在你的运行中，这件事似乎不会再发生了。',
    lookAt: '看这里',
    look: {
      stage: '舞台',
      log: '事务日志',
      tree: 'ZNode 树',
      terminal: '终端',
      timeline: '时间线',
      story: '经过',
    },
    otherRun: '现在显示的不是本课的运行。',
    toLesson: '回到课程',
    notYet: '这一步要先发生。',
    score: (right, all) => `应验的预测：${all} 个中的 ${right} 个。`,
  },
  left: {
    title: '你离开了课程',
    body: '它的运行在这里继续，归你支配。你之前的运行也保留着。',
    back: '回到我自己的运行',
    resume: '回到课程中',
    stay: '留在这里',
  },
  problems: {
    unknown: (id, known) => `没有名为“${id}”的课程。现有：${known}。已开始新的运行。`,
    step: (id, step, last) =>
      `课程 ${id} 有第 1 到第 ${last} 步，没有第 ${step} 步。已打开第 ${last} 步。`,
    answers: (text) => `地址中带有本课不认识的答案（${text}），已忽略。`,
  },
};
